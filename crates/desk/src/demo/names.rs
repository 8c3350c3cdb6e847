//! Invented names from many cultures, each written as its bearers write it.
//!
//! They are common given names joined with common family names by arithmetic; a likeness to a
//! person is chance. Addresses are at example.org and example.com, which belong to nobody
//! (RFC 2606), profiles at names that say what they are.

/// Ten people of one culture.
struct Culture {
    /// Given names as written, and in letters for an address.
    given: [(&'static str, &'static str); 5],
    family: [(&'static str, &'static str); 4],
    order: Order,
    location: &'static str,
    time_zone: &'static str,
}

#[derive(Clone, Copy)]
enum Order {
    GivenFirst,
    FamilyFirst,
    /// Family name first, written without a space.
    Joined,
}

/// One invented person.
#[derive(Debug)]
pub(super) struct Name {
    pub full: String,
    pub first: &'static str,
    pub last: &'static str,
    /// "amina.okafor.017".
    pub slug: String,
    pub location: &'static str,
    pub time_zone: &'static str,
}

/// The name of the candidate with this number.
pub(super) fn name(index: usize) -> Name {
    let culture = &CULTURES[index % CULTURES.len()];
    let k = index / CULTURES.len();
    let (first, first_slug) = culture.given[k % 5];
    let (last, last_slug) = culture.family[(k / 5 * 2 + k) % 4];
    let full = match culture.order {
        Order::GivenFirst => format!("{first} {last}"),
        Order::FamilyFirst => format!("{last} {first}"),
        Order::Joined => format!("{last}{first}"),
    };
    Name {
        full,
        first,
        last,
        slug: format!("{first_slug}.{last_slug}.{index:03}"),
        location: culture.location,
        time_zone: culture.time_zone,
    }
}

const CULTURES: [Culture; 20] = [
    Culture {
        given: [
            ("Olivia", "olivia"),
            ("Callum", "callum"),
            ("Niamh", "niamh"),
            ("Rhys", "rhys"),
            ("Isla", "isla"),
        ],
        family: [
            ("Whitlock", "whitlock"),
            ("Marsden", "marsden"),
            ("O’Dowd", "odowd"),
            ("Penhale", "penhale"),
        ],
        order: Order::GivenFirst,
        location: "Leeds, United Kingdom",
        time_zone: "Europe/London",
    },
    Culture {
        given: [
            ("ليلى", "layla"),
            ("عمر", "omar"),
            ("نور", "nour"),
            ("يوسف", "yusuf"),
            ("سلمى", "salma"),
        ],
        family: [
            ("الخطيب", "alkhatib"),
            ("حداد", "haddad"),
            ("منصور", "mansour"),
            ("الزهراني", "alzahrani"),
        ],
        order: Order::GivenFirst,
        location: "Amman, Jordan",
        time_zone: "Asia/Amman",
    },
    Culture {
        given: [
            ("思雨", "siyu"),
            ("浩然", "haoran"),
            ("梓涵", "zihan"),
            ("子轩", "zixuan"),
            ("雅静", "yajing"),
        ],
        family: [
            ("陈", "chen"),
            ("林", "lin"),
            ("郑", "zheng"),
            ("欧阳", "ouyang"),
        ],
        order: Order::Joined,
        location: "Shenzhen, China",
        time_zone: "Asia/Shanghai",
    },
    Culture {
        given: [
            ("陽菜", "hina"),
            ("大翔", "hiroto"),
            ("結衣", "yui"),
            ("蓮", "ren"),
            ("美咲", "misaki"),
        ],
        family: [
            ("山本", "yamamoto"),
            ("小野寺", "onodera"),
            ("藤田", "fujita"),
            ("石井", "ishii"),
        ],
        order: Order::FamilyFirst,
        location: "Osaka, Japan",
        time_zone: "Asia/Tokyo",
    },
    Culture {
        given: [
            ("서연", "seoyeon"),
            ("민준", "minjun"),
            ("지우", "jiwoo"),
            ("도윤", "doyun"),
            ("하은", "haeun"),
        ],
        family: [
            ("김", "kim"),
            ("박", "park"),
            ("정", "jung"),
            ("황", "hwang"),
        ],
        order: Order::Joined,
        location: "Busan, South Korea",
        time_zone: "Asia/Seoul",
    },
    Culture {
        given: [
            ("आरव", "aarav"),
            ("अनन्या", "ananya"),
            ("विहान", "vihaan"),
            ("ईशा", "isha"),
            ("कबीर", "kabir"),
        ],
        family: [
            ("शर्मा", "sharma"),
            ("पटेल", "patel"),
            ("मिश्रा", "mishra"),
            ("जोशी", "joshi"),
        ],
        order: Order::GivenFirst,
        location: "Pune, India",
        time_zone: "Asia/Kolkata",
    },
    Culture {
        given: [
            ("Мария", "maria"),
            ("Дмитрий", "dmitri"),
            ("Анна", "anna"),
            ("Кирилл", "kirill"),
            ("Полина", "polina"),
        ],
        family: [
            ("Ковалевич", "kovalevich"),
            ("Лебедько", "lebedko"),
            ("Журавель", "zhuravel"),
            ("Самойленко", "samoylenko"),
        ],
        order: Order::GivenFirst,
        location: "Almaty, Kazakhstan",
        time_zone: "Asia/Almaty",
    },
    Culture {
        given: [
            ("Ελένη", "eleni"),
            ("Γιώργος", "giorgos"),
            ("Δήμητρα", "dimitra"),
            ("Νίκος", "nikos"),
            ("Σοφία", "sofia"),
        ],
        family: [
            ("Παπαδάκη", "papadaki"),
            ("Καραγιάννη", "karagianni"),
            ("Αντωνίου", "antoniou"),
            ("Μακρή", "makri"),
        ],
        order: Order::GivenFirst,
        location: "Thessaloniki, Greece",
        time_zone: "Europe/Athens",
    },
    Culture {
        given: [
            ("Adéọlá", "adeola"),
            ("Ọláyínká", "olayinka"),
            ("Ṣadé", "sade"),
            ("Fẹ́mi", "femi"),
            ("Ayọ̀délé", "ayodele"),
        ],
        family: [
            ("Adébáyọ̀", "adebayo"),
            ("Ògúnlẹ́yẹ", "ogunleye"),
            ("Akínwándé", "akinwande"),
            ("Olúwọlé", "oluwole"),
        ],
        order: Order::GivenFirst,
        location: "Lagos, Nigeria",
        time_zone: "Africa/Lagos",
    },
    Culture {
        given: [
            ("Thảo", "thao"),
            ("Minh Đức", "minhduc"),
            ("Ngọc Ánh", "ngocanh"),
            ("Quốc Bảo", "quocbao"),
            ("Hương", "huong"),
        ],
        family: [
            ("Nguyễn", "nguyen"),
            ("Trần", "tran"),
            ("Phạm", "pham"),
            ("Đặng", "dang"),
        ],
        order: Order::FamilyFirst,
        location: "Da Nang, Vietnam",
        time_zone: "Asia/Ho_Chi_Minh",
    },
    Culture {
        given: [
            ("Jürgen", "juergen"),
            ("Käthe", "kaethe"),
            ("Sören", "soeren"),
            ("Marlene", "marlene"),
            ("Timo", "timo"),
        ],
        family: [
            ("Größler", "groessler"),
            ("Müllenbach", "muellenbach"),
            ("Weißhaupt", "weisshaupt"),
            ("Lührmann", "luehrmann"),
        ],
        order: Order::GivenFirst,
        location: "Leipzig, Germany",
        time_zone: "Europe/Berlin",
    },
    Culture {
        given: [
            ("Łucja", "lucja"),
            ("Zbigniew", "zbigniew"),
            ("Małgorzata", "malgorzata"),
            ("Jędrzej", "jedrzej"),
            ("Śnieżana", "sniezana"),
        ],
        family: [
            ("Wąsik", "wasik"),
            ("Brzęczek", "brzeczek"),
            ("Kołodziej", "kolodziej"),
            ("Źrebiec", "zrebiec"),
        ],
        order: Order::GivenFirst,
        location: "Wrocław, Poland",
        time_zone: "Europe/Warsaw",
    },
    Culture {
        given: [
            ("María José", "mariajose"),
            ("Íñigo", "inigo"),
            ("Begoña", "begona"),
            ("Ángel", "angel"),
            ("Ximena", "ximena"),
        ],
        family: [
            ("Núñez Ibarra", "nunez"),
            ("Peñalver Ruiz", "penalver"),
            ("Güell Castaño", "guell"),
            ("Zúñiga Vela", "zuniga"),
        ],
        order: Order::GivenFirst,
        location: "Bogotá, Colombia",
        time_zone: "America/Bogota",
    },
    Culture {
        given: [
            ("Çağla", "cagla"),
            ("İbrahim", "ibrahim"),
            ("Şule", "sule"),
            ("Oğuz", "oguz"),
            ("Gülşen", "gulsen"),
        ],
        family: [
            ("Yıldırım", "yildirim"),
            ("Özkan", "ozkan"),
            ("Çelikel", "celikel"),
            ("Aydoğan", "aydogan"),
        ],
        order: Order::GivenFirst,
        location: "İzmir, Türkiye",
        time_zone: "Europe/Istanbul",
    },
    Culture {
        given: [
            ("Anaïs", "anais"),
            ("Loïc", "loic"),
            ("Hélène", "helene"),
            ("Zoë", "zoe"),
            ("Benoît", "benoit"),
        ],
        family: [
            ("Lefèvre", "lefevre"),
            ("d’Aubigny", "daubigny"),
            ("Châtel", "chatel"),
            ("Noël", "noel"),
        ],
        order: Order::GivenFirst,
        location: "Lyon, France",
        time_zone: "Europe/Paris",
    },
    Culture {
        given: [
            ("João", "joao"),
            ("Conceição", "conceicao"),
            ("Antônia", "antonia"),
            ("Estêvão", "estevao"),
            ("Lúcia", "lucia"),
        ],
        family: [
            ("Magalhães", "magalhaes"),
            ("Conceição Leão", "leao"),
            ("Araújo", "araujo"),
            ("Falcão", "falcao"),
        ],
        order: Order::GivenFirst,
        location: "Recife, Brazil",
        time_zone: "America/Recife",
    },
    Culture {
        given: [
            ("Ástríður", "astridur"),
            ("Þór", "thor"),
            ("Sigríður", "sigridur"),
            ("Óðinn", "odinn"),
            ("Hafþór", "hafthor"),
        ],
        family: [
            ("Bjarkadóttir", "bjarkadottir"),
            ("Þorvaldsson", "thorvaldsson"),
            ("Ægisdóttir", "aegisdottir"),
            ("Hallsson", "hallsson"),
        ],
        order: Order::GivenFirst,
        location: "Akureyri, Iceland",
        time_zone: "Atlantic/Reykjavik",
    },
    Culture {
        given: [
            ("Wanjikũ", "wanjiku"),
            ("Kipchumba", "kipchumba"),
            ("Atieno", "atieno"),
            ("Mwende", "mwende"),
            ("Baraka", "baraka"),
        ],
        family: [
            ("Kamau", "kamau"),
            ("Chepkoech", "chepkoech"),
            ("Odhiambo", "odhiambo"),
            ("Mutua", "mutua"),
        ],
        order: Order::GivenFirst,
        location: "Nairobi, Kenya",
        time_zone: "Africa/Nairobi",
    },
    Culture {
        given: [
            ("תמר", "tamar"),
            ("איתי", "itay"),
            ("נועה", "noa"),
            ("גיא", "guy"),
            ("שירה", "shira"),
        ],
        family: [
            ("אלמוג", "almog"),
            ("בן־חיים", "benhaim"),
            ("שקד", "shaked"),
            ("ירקוני", "yarkoni"),
        ],
        order: Order::GivenFirst,
        location: "Haifa, Israel",
        time_zone: "Asia/Jerusalem",
    },
    Culture {
        given: [
            ("ธนพร", "thanaporn"),
            ("กิตติ", "kitti"),
            ("สุชาดา", "suchada"),
            ("อนันต์", "anan"),
            ("มาลี", "malee"),
        ],
        family: [
            ("ศรีวงศ์", "sriwong"),
            ("จันทรา", "chantra"),
            ("บุญมา", "boonma"),
            ("แสงทอง", "saengthong"),
        ],
        order: Order::GivenFirst,
        location: "Chiang Mai, Thailand",
        time_zone: "Asia/Bangkok",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn two_hundred_different_people() {
        let names: BTreeSet<String> = (0..200).map(|index| name(index).full).collect();
        assert_eq!(names.len(), 200);
        let slugs: BTreeSet<String> = (0..200).map(|index| name(index).slug).collect();
        assert!(slugs.iter().all(|s| s.is_ascii()) && slugs.len() == 200);
    }
}
