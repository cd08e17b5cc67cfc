using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Infer;

/// <summary>Samples from which no schema can be made: nothing is written, and a line says which file it is, and why.</summary>
public sealed class HostileSampleTests : IDisposable
{
    private readonly ToolTest _tool = new();

    /// <summary>Samples, each with what is told of it.</summary>
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
        { Nested(40), "The schema of these samples cannot be read by a build: It nests deeper than 64 levels here. Give --at the part" },
        { Many(130_000), "characters, more than the limit of 4194304. Give --at the part" },
        { new string(' ', (16 << 20) + 1), "'a.json' has more than 16777216 bytes" },
    };

    public void Dispose() => _tool.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_that_cannot_be_used_is_told(string sample, string told)
    {
        _tool.Write("a.json", sample);
        _tool.Write("b.json", "{}");

        Assert.Equal(2, await _tool.RunAsync("infer", "b.json", "a.json"));

        Assert.Contains(told, _tool.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json", "b.json"], _tool.Files());
        Assert.Empty(_tool.Output);
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
    [InlineData("a.json", "--id", "../a")]
    [InlineData("a.json", "--id", "acme/kite", "--output", "b.json")]
    [InlineData("a.json", "--output", "")]
    [InlineData("a.json", "--output", "a.json")]
    public async Task Wrong_usage_changes_nothing(params string[] args)
    {
        _tool.Write("a.json", """{"list":[]}""");
        Directory.CreateDirectory(_tool.PathOf("empty"));

        Assert.Equal(2, await _tool.RunAsync(["infer", .. args]));

        Assert.Equal(["a.json"], _tool.Files());
        Assert.Equal("""{"list":[]}""", _tool.Read("a.json"));
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_half_written()
    {
        _tool.Write("a.json", "1");
        _tool.CreateFile = _ => throw new IOException("No space.");

        Assert.Equal(2, await _tool.RunAsync("infer", "a.json"));

        Assert.Contains("output.json could not be written: No space.", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json"], _tool.Files());
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private static string Many(int members) => "{" + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"member{i}\":1")) + "}";
}
