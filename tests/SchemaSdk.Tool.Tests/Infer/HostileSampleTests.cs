namespace SchemaSdk.Tool.Tests.Infer;

public sealed class HostileSampleTests : CommandTest
{
    public static TheoryData<string, string> Samples => new()
    {
        { "", "'a.json' cannot be read as JSON on line 1: " },
        { "{\n  \"a\": 1,\n}", "'a.json' cannot be read as JSON on line 3: " },
        { "<html>", "'a.json' cannot be read as JSON on line 1: '<'" },
        { """{"a":1} {"a":2}""", "'a.json' cannot be read as JSON on line 1: " },
        { """{"a":1,"a":"x"}""", "Duplicate property 'a'" },
        { """{"a":"\ud800"}""", "'a.json' has text that is not Unicode" },
        { """{"\ud800":1}""", "'a.json' has text that is not Unicode" },
        { new string('[', 10_000), "'a.json' cannot be read as JSON" },
        { Nested(40), "The schema of these samples cannot be read by a build: The text nests deeper than 64 levels here. Specify the" },
        { Many(130_000), "characters, more than the limit of 4194304. Specify the location" },
        { new string(' ', (16 << 20) + 1), "'a.json' has more than 16777216 bytes" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task An_unusable_sample_is_reported(string sample, string message)
    {
        Tool.Write("a.json", sample);
        Tool.Write("b.json", "{}");

        await FailsAsync(2, message, "infer", "b.json", "a.json");
        Assert.Equal(["a.json", "b.json"], Tool.Files());
        Assert.Empty(Tool.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("missing.json")]
    [InlineData("none/*.json")]
    [InlineData("empty")]
    [InlineData("a.json", "--at", "output")]
    [InlineData("a.json", "--at", "/output")]
    [InlineData("a.json", "--at", "/list/*")]
    [InlineData("a.json", "--id", "acme/kite", "--output", "b.json")]
    public async Task A_usage_error_changes_nothing(params string[] args)
    {
        Tool.Write("a.json", """{"list":[]}""");
        Directory.CreateDirectory(Tool.PathOf("empty"));

        Assert.Equal(2, await Tool.RunAsync(["infer", .. args]));

        Assert.Equal(["a.json"], Tool.Files());
        Assert.Equal("""{"list":[]}""", Tool.Read("a.json"));
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private static string Many(int members) => "{" + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"member{i}\":1")) + "}";
}
