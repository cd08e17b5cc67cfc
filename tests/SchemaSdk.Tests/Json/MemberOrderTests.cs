namespace SchemaSdk.Tests.Json;

public class MemberOrderTests
{
    // A quadratic comparison of this many members would take several minutes.
    private const int Many = 100_000;

    // Recursion to this depth would overflow the stack.
    private const int Deep = 200_000;

    [Theory]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"a":1,"a":2,"b":3}""", true)]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"a":2,"a":1,"b":3}""", false)]
    [InlineData("""{"a":1,"b":3,"a":2}""", """{"b":3,"\u0061":1,"a":2}""", true)]
    [InlineData("""{"a":1,"b":3,"a":1}""", """{"a":1,"b":3,"b":3}""", false)]
    [InlineData("""{"a":1,"b":3}""", """{"b":3,"a":1,"a":1}""", false)]
    [InlineData("""{"a":1,"b":3}""", """{"b":3,"c":1}""", false)]
    [InlineData("""[{"a":{"c":1,"d":[]},"b":{}},2]""", """[{"b":{},"a":{"d":[],"c":1e0}},2]""", true)]
    [InlineData("""[{"a":1,"b":2},3]""", """[{"b":2,"a":1},4]""", false)]
    public void The_order_of_members_matters_only_among_members_with_the_same_name(string one, string other, bool areEqual)
    {
        Assert.Equal(areEqual, AreEqual(one, other));
        Assert.Equal(areEqual, AreEqual(other, one));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void The_order_of_members_matters_below_the_maximum_depth_of_an_input(int depth, bool areEqual) =>
        Assert.Equal(areEqual, AreEqual(Nested(depth, """{"a":1,"b":2}"""), Nested(depth, """{"b":2,"a":1.0}""")));

    [Theory]
    [InlineData("""{"a":[1,"x",true],"b":{}}""", """{"\u0061":[1e0,"x",true],"b":{}}""", true)]
    [InlineData("[1]", "[1,2]", false)]
    [InlineData("[1,[2]]", "[1,2]", false)]
    [InlineData("[1,2]", "[1,[2]]", false)]
    [InlineData("[[]]", "[{}]", false)]
    [InlineData("[true]", "[false]", false)]
    [InlineData("""{"a":1}""", """{"b":1}""", false)]
    public void Values_at_any_depth_are_compared(string one, string other, bool areEqual) =>
        Assert.Equal(areEqual, AreEqual(Nested(Deep, one), Nested(Deep, other)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_members_in_another_order_are_not_compared_in_quadratic_time(bool haveOneName)
    {
        var members = Enumerable.Range(0, Many).Select(number => $"\"{(haveOneName ? "a" : $"m{number}")}\":{number}").ToArray();
        var one = Join(["\"b\":0", .. members]);
        var other = Join([.. haveOneName ? members : members.Reverse(), "\"b\":0"]);

        Assert.True(await Soon.Async(Task.Run(() => AreEqual(one, other))));
    }

    // Also compares without the hash, because the hash alone distinguishes most unequal values.
    private static bool AreEqual(string left, string right)
    {
        var text = Encoding.UTF8.GetBytes(right);
        var one = MemberIndex.ReaderOf(Encoding.UTF8.GetBytes(left));
        var other = MemberIndex.ReaderOf(text);
        var areEqual = JsonValues.AreEqual(ref one, ref other, text);
        Assert.Equal(areEqual, JsonEquality.AreEqual(Encoding.UTF8.GetBytes(left), text));
        return areEqual;
    }

    private static string Nested(int depth, string json) => new string('[', depth) + json + new string(']', depth);

    private static string Join(IEnumerable<string> members) => $"{{{string.Join(',', members)}}}";
}
