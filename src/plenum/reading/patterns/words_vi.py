"""Vietnamese words by the part they play in a report's sentence. Phrases are separated by bars, small letters.

The tags are those of `tagging`. A syllable in no row is taken for part of a noun phrase.
"""

UP = """
tăng cao nhất|tăng mạnh nhất|tăng nhanh nhất|tăng nhiều nhất|tăng thấp nhất
gấp|tăng|tăng thêm|tăng lên|tăng gấp|tăng tới|tăng hơn|tăng nhẹ|tăng mạnh|tăng cao
tăng bình quân|ước tăng|tăng thấp|tăng khoảng|tăng đến|tăng đều|đã tăng|nâng|nâng lên
tăng khá|ước tính tăng|cao hơn|lớn hơn|nhiều hơn|vượt thu|tăng thu thêm|gia tăng|tăng so với|tăng vọt
tăng nhanh|tăng tương ứng|tăng lần lượt
"""
DOWN = """
giảm mạnh nhất|giảm nhiều nhất|giảm sâu nhất
giảm|giảm nhẹ|giảm mạnh|giảm còn|giảm xuống|ước giảm|giảm sâu|giảm thêm|thấp hơn|ít hơn|hụt|hụt thu|sụt giảm
giảm bình quân|giảm tương ứng|giảm đi|giảm tới|đã giảm|giảm hơn|hạ|hạ xuống|kéo giảm|giảm so với
giảm lần lượt
"""
LINK = """
đạt|ước đạt|đạt được|ước tính đạt|ước thực hiện|ước|ước tính|là|bằng|tương đương|tương đương với|ở mức
đạt mức|đạt khoảng|dự kiến đạt|dự ước|dự ước đạt|ước khoảng|đạt tỷ lệ|đạt bình quân|xấp xỉ|lên tới|lên đến
đạt tới|khoảng|dự kiến|đã đạt|chỉ đạt|mới đạt|đạt gần|đạt trên|đạt hơn|ước là|hiện có|hoàn thành|vào khoảng
trị giá|được|gồm|có thể đạt|tương ứng|tương ứng với|sẽ là|đang ở|đứng|xếp|duy trì|ghi nhận|sẽ đạt
phấn đấu đạt|phấn đấu|đạt thấp|thực hiện đạt|ước cả năm|cả năm ước|rộng|nặng|dài|đạt mốc
ở vị|ở vị trí|đứng ở vị trí|đứng vị trí|xếp vị trí|xếp ở vị trí|giữ vị trí
"""
SHARE = """
chiếm|chiếm tới|chiếm khoảng|đóng góp|chiếm tỷ trọng|chiếm tỷ lệ|chiếm trên|chiếm gần
đóng góp khoảng|chiếm hơn
"""
VERB = """
thu được|chi được|gieo trồng|gieo trồng được|trồng được|gieo cấy|gieo cấy được
đại diện cho|đại diện
miễn , giảm|miễn giảm|gia hạn|hoàn thuế|truy thu|xử phạt|khấu trừ
có|thu hút|thu hút được|huy động|huy động được|đón|cấp|phê duyệt|bố trí|phân bổ|giao|hỗ trợ|đầu tư cho
xây dựng được|triển khai|thực hiện được|ban hành|tổ chức|giải quyết|tạo|tạo việc làm|đào tạo|tiếp nhận|xử lý
khởi công|sản xuất được|tiêu thụ|nộp|chi cho|dành|cho vay|kết nạp|thành lập|công nhận|hoàn thiện
được công nhận|đã có|cần|gây|gây thiệt hại|bổ sung|giải ngân được|thu về|nhập|xuất|xuất cấp|chấp thuận
đăng ký mới|gặp|phát sinh|ghi|sẽ có|đã giao|đã thu|đã chi|chưa giao|đưa|đưa vào|trao|tặng|trồng|bao gồm
gồm có|nêu|nêu rõ|cho biết|đề xuất|khẳng định|nhấn mạnh|phát biểu|đánh giá|đề ra|đặt mục tiêu|quyết định
quy định|trình|cung cấp|cho rằng|cho là|được cho là|dẫn tới|dẫn đến|chấm dứt|mua|bán|tham gia|tham dự
chủ trì|đề nghị|yêu cầu|kiểm tra|phát hiện|khám|điều trị|tiêm|hưởng|dự báo|thông qua|đến từ
"""
OVER_PLAN = "vượt|vượt mức|vượt khoảng|vượt hơn|vượt trên|vượt xa"
AUX = """
còn lại
đã|đang|sẽ|vẫn|cũng|đều|còn|mới|chỉ|chỉ còn|mới chỉ|không|chưa|phải|có thể|cần phải|tiếp tục|ước sẽ|bị|do
nhằm|để|hiện|hiện nay|đến nay|luôn|thường|từng|lại|nên|riêng|tính|tính chung|tính riêng|bình quân mỗi năm
bình quân năm|bình quân giai đoạn|lần lượt|cơ bản|trung bình|bình quân hằng năm|bình quân hàng năm
tính bình quân|nếu|thì|vừa
"""
OF = "của|bình quân mỗi"
PREPOSITION = """
cho
hết|tính hết
toàn đảng bộ|toàn đảng|toàn ngành
trong|tại|ở|trên địa bàn|trên|theo|với|bởi|qua|sau|trước|giữa|vào|dưới sự|kể từ|theo giá|tính theo|so|thuộc
nhờ|đối với|như|từ các|ngoài|cùng với|bên cạnh|toàn tỉnh|cả nước|toàn quốc|toàn thành phố|toàn huyện
toàn thành|trong nước ước|tính đến|tính từ|hằng năm|hàng năm
"""
BY = "thêm"
TO = "lên|xuống|tới|đến|còn lại ở|xuống còn|lên mức|lên thành|ra|xuống mức|về mức"
FROM = "từ|từ mức"
DETERMINER = """
các|những|mỗi|mọi|một số|này|đó|kia|ấy|nay|nhiều|toàn bộ|ông|bà|đồng chí|chúng ta|chúng tôi|họ|nó|đây
con số này|mức này|tất cả|cả|số tiền|nêu trên|nói trên|kết quả này|con số trên|các con số này|tỷ lệ này
"""
AND = "và|hoặc|hay|cùng|&|lẫn"
RELATIVE = """
tuy|khi|kế đến là|kế đến|tiếp đến là|tiếp theo là|tiếp đó là
trong đó|trong số đó|trong số này|trong khi đó|trong khi|bên cạnh đó|ngoài ra|cụ thể|cụ thể là|tuy nhiên
nhưng|song|mà|do đó|vì vậy|qua đó|theo đó|đồng thời|đặc biệt|đáng chú ý|như vậy|tổng cộng|mặt khác|nhất là
khi|vì|nên đã|nếu như|mặc dù|mặc dù vậy|dù|chẳng hạn|kết quả|cùng với đó|hơn nữa|trước đó|sau đó
đến thời điểm này|thứ nhất|thứ hai|thứ ba|về phía|nhờ đó|nhờ vậy|từ đó|gồm các|các nội dung
các sản phẩm xuất khẩu chủ yếu|các mặt hàng|các chỉ tiêu quan trọng|cho thấy|lũy kế|luỹ kế|tính lũy kế|khiến
giúp|đưa|góp phần|vì thế
"""
THAN = """
so với cùng kỳ|so với|so cùng kỳ|so với cùng kì|so cùng kì|cùng kỳ|cùng kì|so năm trước|so với năm trước
so với năm ngoái|so sánh với|so với đầu năm|so với tháng trước|so với quý trước|so|cùng kỳ năm trước
cùng kỳ năm ngoái
"""
GROWTH = """
tốc độ tăng|mức tăng|tốc độ tăng trưởng|mức tăng trưởng|tăng trưởng|đà tăng trưởng|tốc độ giảm
mức giảm|tỷ lệ tăng
"""
PLAN = """
kế hoạch|nhiệm vụ|dự toán|mục tiêu|chỉ tiêu|kịch bản|kế hoạch năm|dự toán năm|dự toán giao|kế hoạch giao
kế hoạch đề ra|mục tiêu đề ra|dự toán cả năm|dự toán pháp lệnh|nghị quyết đề ra|kế hoạch vốn giao
chỉ tiêu kế hoạch|chỉ tiêu phấn đấu|kh|dt
"""
ADVERB = """
khoảng|gần|trên|hơn|dưới|xấp xỉ|không dưới|tối thiểu|tối đa|ít nhất|chừng|trên dưới|ước khoảng|không quá
nhiều nhất|quá|tròn|chủ yếu|tương đối|rất|khá|mạnh|nhanh|chậm|lần lượt là|lần lượt đạt|một cách|cao nhất
thấp nhất|đứng đầu|lớn nhất|mức|số tiền là
"""

NOUN = """
bà rịa|cao bằng|tiêu dùng cuối cùng|chi tiêu
lệ phí trước bạ|trước bạ|nợ có khả năng thu|nợ khó thu|tiền thuê đất|tiền sử dụng đất
chỉ số|chỉ số giá|chỉ đạo|chỉ thị|chênh lệch|thiệt hại|thặng dư|thâm hụt|lượng khách|số lượng
chi thường xuyên|thường xuyên|bán lẻ|giá bán|hạ tầng|xuất nhập khẩu|xuất khẩu|nhập khẩu|có thuế|không thuế
bội chi|bội thu|xuất siêu|nhập siêu|kết cấu hạ tầng|chi trả nợ lãi|chi trả nợ|chi đầu tư|đầu tư
đầu tư phát triển|đầu tư công|giải ngân|tiêu dùng|bán buôn|giá trị tăng thêm|tăng thêm|nguồn tăng thu
tăng thu|hộ nghèo|cận nghèo|lao động|trung bình|bình quân đầu người|đầu người|bình quân|vận tải|sản xuất
tổng số|đóng góp ngân sách|giao dịch|giao thông|trung ương|địa phương|chương trình
chương trình mục tiêu quốc gia|trình độ|đưa ra|mua sắm|trồng trọt|cấp nước|cấp tỉnh|cấp huyện|cấp xã
trung hạn|cung ứng|tỷ lệ che phủ của rừng|bán hàng|thanh toán|chi tiêu|thu hồi|đăng ký|vốn thực hiện
vốn đăng ký|tổng cộng số|thị trường|quy mô|phát triển|tiêu chí|dư nợ|tổng vốn|vốn đầu tư|doanh thu|kim ngạch
lợi nhuận|sản lượng|diện tích|năng suất|số thu|số chi|còn lại|tồn đọng|cho vay|mặt hàng|trang trại|trang bị
thủy sản|tái sản xuất|quốc hội|bộ trưởng|được giao|chưa giao|trình duyệt|số chưa giao|số đã giải ngân
số vốn đã giải ngân|tổng số vốn đã giao|số còn lại|số tiền còn lại|rút lui|gia nhập|nghĩa vụ tài chính
giảm nghèo|thoát nghèo|tăng trưởng tín dụng|tín dụng|du lịch|thời gian|cấp mới|cấp giấy|xây dựng
phí cảng biển|bổ sung có mục tiêu|cắt giảm|thu nhập|thu nhập bình quân|nhà nước|cả nước ngoài|trong nước
nước ngoài|ngoài nhà nước
"""

BARE_GROWTH = frozenset(
    ("bình quân mặt tổng tăng trưởng tốc độ mức giảm tỷ lệ đà số con năm tháng quý cả cộng chung").split()  # noqa: SIM905
)
"""A name made of these syllables alone gives way to its subject."""

WHOLES = frozenset(("gdp grdp tổng cả toàn").split())  # noqa: SIM905
"""What "x%" may be followed by that is the whole, not the part."""

COMPARISONS = frozenset(("năm kỳ trước tháng quý ngày đầu cuối nay này đó giai đoạn người").split())  # noqa: SIM905
"""Syllables of a comparison or a time that are never what is measured when they stand alone."""
