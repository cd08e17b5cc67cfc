using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Json;

/// <summary>Tests changes to the JSON tree in which schemas are represented.</summary>
public class JsonTreeTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,false,null,{}],"c":{"d":[]}}""")]
    [InlineData("""[0,-1,1.0,1.50,-0.0,1e2,1E-7,123456789012345678901234567890,9223372036854775807,5e-324]""")]
    [InlineData("""["\"\\\/\b\f\n\r\t","\u0000\u001f\u007f\u0085\u00a0\u2028\u2029","é😀","\ud83d\ude00"]""")]
    [InlineData("\"2026-11-20T10:00:00Z\"")]
    public void JSON_is_written_as_another_library_writes_it(string text) =>
        Assert.Equal(
            JToken.ReadFrom(new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None })
                .ToString(Formatting.None),
            JsonParser.Read(text).ToString());

    [Fact]
    public void A_member_is_found_among_many_added_removed_and_replaced()
    {
        var members = new JsonObject();
        for (var i = 0; i < 20; i++)
        {
            members[$"m{i}"] = $"{i}";
        }

        members.Remove("m3");
        members.Member("m4")!.Replace(new JsonMember("new", "4"));
        members["m5"] = true;

        Assert.Equal(19, members.Count);
        Assert.Null(members["m3"]);
        Assert.Null(members["m4"]);
        Assert.Equal("4", (string?)members["new"]);
        Assert.Equal("true", members["m5"]!.ToString());
        Assert.Equal(["m2", "new", "m5"], members.Members.Skip(2).Take(3).Select(member => member.Name));
        Assert.Throws<ArgumentException>(() => members.Add(new JsonMember("m6", "6")));
    }

    [Fact]
    public void The_last_of_several_members_with_one_name_keeps_its_place_in_the_text()
    {
        var repeated = new List<RepeatedMember>();

        var members = (JsonObject)JsonParser.Read("""{"a":1,"b":2,"a":3,"c":4,"a":5}""", "input.json", repeated);

        Assert.Equal("""{"b":2,"c":4,"a":5}""", members.ToString());
        Assert.Equal("5", members["a"]!.ToString());
        Assert.Equal([1, 13], repeated.Select(member => member.Ignored.Start));
    }

    // .NET gives all numbers of the first row the hash code 0.
    [Theory]
    [InlineData("numbers", 900)]
    [InlineData("objects", 700)]
    [InlineData("lists", 900)]
    public void Different_values_rarely_have_the_same_hash_code(string kind, int least)
    {
        var digits = Enumerable.Range(0, 1_000).Select(static i => Convert.ToString(i, 2).PadLeft(10, '0'));
        var values = kind switch
        {
            "numbers" => Enumerable.Range(1, 1_000).Select(static i => $"{i * 4_294_967_297L}"),
            "objects" => Enumerable.Range(0, 1_000)
                .Select(static i => (One: i / 100, Two: i / 10 % 10, Three: i % 10))
                .Where(static all => all.One != all.Two && all.Two != all.Three && all.One != all.Three)
                .Select(static all => $$"""{"a":{{all.One}},"b":{{all.Two}},"c":{{all.Three}}}"""),
            _ => digits.Select(static bits => $"[{string.Join(',', bits.Select(static bit => bit == '0' ? "1" : "\"1\""))}]"),
        };

        var codes = values.Select(static value => JsonEquality.Comparer.GetHashCode(JsonParser.Read(value)));
        Assert.InRange(codes.Distinct().Count(), least, 1_000);
    }

    [Fact]
    public void A_node_with_a_parent_is_copied_when_it_is_added_elsewhere()
    {
        var root = (JsonObject)JsonParser.Read("""{"a":{"b":7}}""");

        root["c"] = root["a"];
        ((JsonValue)((JsonObject)root["c"]!)["b"]!).Value = 8L;
        root["self"] = root;

        Assert.Equal("""{"a":{"b":7},"c":{"b":8},"self":{"a":{"b":7},"c":{"b":8}}}""", root.ToString());
    }

    [Fact]
    public void A_removed_item_has_no_parent()
    {
        var items = (JsonArray)JsonParser.Read("[1,2,3,4]");
        var (first, second, last) = (items[0], items[1], items[3]);

        items[0] = "new";
        items.RemoveAt(1);

        Assert.Equal("[\"new\",3,4]", items.ToString());
        Assert.Equal((-1, -1, 2), (items.IndexOf(first), items.IndexOf(second), items.IndexOf(last)));
        Assert.Null(first.Parent);
        Assert.Null(second.Parent);

        items.Clear();

        Assert.Equal("[]", items.ToString());
        Assert.Null(last.Parent);
    }

    [Fact]
    public void A_removed_member_has_no_parent()
    {
        var members = (JsonObject)JsonParser.Read("""{"a":1,"b":2,"c":3}""");
        var (value, replaced, last) = (members["a"]!, members.Member("b")!, members.Member("c")!);

        members.Member("a")!.Value = true;
        members.Replace(replaced, new JsonMember("d", "4"));
        Assert.Throws<ArgumentException>(() => members.Replace(last, new JsonMember("a", "5")));

        Assert.Equal("""{"a":true,"d":"4","c":3}""", members.ToString());
        Assert.Null(value.Parent);
        Assert.Null(replaced.Parent);

        members.Clear();

        Assert.Equal("{}", members.ToString());
        Assert.Null(last.Parent);
    }
}
