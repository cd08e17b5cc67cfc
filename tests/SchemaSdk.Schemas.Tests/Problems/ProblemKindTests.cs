using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests the message of each kind of problem, with the letters A to E as its arguments.</summary>
public class ProblemKindTests
{
    [Theory]
    [InlineData("SSDK001", "error", "Schema file is not JSON", "A; no code is generated from this file until it is JSON")]
    [InlineData(
        "SSDK002", "warning", "Model has no output schema",
        "'A' has no output.json beside its input.json or in a folder above; its output is JsonElement until there is one")]
    [InlineData(
        "SSDK003", "warning", "Part of a schema has no typed form",
        "'A' has C at 'B', which has no typed form; it becomes JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData(
        "SSDK004", "warning", "A required name is not a property",
        "'A' requires 'C' at 'B', which is not a property there; D: correct the name in 'required', or describe the property")]
    [InlineData("SSDK005", "warning", "A reference leads nowhere", "'A' refers to 'C' at 'B', which D; it becomes JsonElement: E")]
    [InlineData(
        "SSDK006",
        "error",
        "A schema file has no model id",
        "'A' is not in a subfolder of the schema root, so its path gives no model id; move it, or set ModelId on its ModelSchema item")]
    [InlineData(
        "SSDK007", "error", "Two schema files have the same model id",
        "'A' is already described by 'B'; this file is not used: remove one of them, or give one a different ModelId")]
    [InlineData(
        "SSDK008",
        "warning",
        "Two names map to one identifier",
        "'A' has C at 'B', which map to one identifier; they are named D: use these, or give a property another name with x-csharp-name")]
    [InlineData(
        "SSDK009", "warning", "Part of a schema cannot be read",
        "'A' has a part at 'B' that cannot be read as JSON Schema (C); it is ignored: correct it in the schema, or in a patch")]
    [InlineData(
        "SSDK010",
        "warning",
        "A pattern is not checked",
        "'A' has the pattern 'C' at 'B', which .NET cannot match as ECMAScript does; only the service "
            + "checks it: a patch can replace it with one that works in both")]
    [InlineData(
        "SSDK011",
        "error",
        "The generator failed on a file",
        "'A' made the generator fail (B); no code is generated from this file: report this bug in SchemaSdk, and attach the file")]
    [InlineData(
        "SSDK012",
        "warning",
        "A patch has no schema",
        "'A' has no B for this patch, so the patch changes nothing; move it beside its schema, or set ModelId on its ModelSchema item")]
    [InlineData("SSDK013", "warning", "Part of a patch no longer applies", "The patch of 'A' no longer applies at 'B': C")]
    [InlineData("SSDK014", "warning", "A rule of x-rules is not checked", "'A' has a rule at 'B' that is not checked: C")]
    [InlineData("SSDK015", "warning", "A C# name cannot be used", "At 'B', 'A' requests the C# name C, which cannot be used: D")]
    [InlineData(
        "SSDK016",
        "error of the project",
        "The project's C# is too old",
        "The generated client needs C# 12, but this project is compiled as C# A; no client is generated: write "
            + "<LangVersion>12</LangVersion> in the project file, or remove its LangVersion")]
    [InlineData(
        "SSDK017",
        "error of the project",
        "The project's target framework is too old",
        "The generated client needs .NET 8, but this project is compiled for A; no client is generated: write "
            + "<TargetFramework>net8.0</TargetFramework> or a later version in the project file, or move the schemas to a project for "
            + ".NET 8 or later")]
    [InlineData(
        "SSDK018", "error", "A ModelId is malformed",
        "The ModelId 'A' is not a valid model id, because it has B; no code is generated from this file: write C")]
    [InlineData(
        "SSDK019",
        "error of the project",
        "The project's service is unknown",
        "ModelService is 'A', which is neither a known service (B) nor the full name of a class that derives from ServiceProfile and has "
            + "a constructor without parameters; the client is generated for RunComfy: correct <ModelService> in the project file, or "
            + "remove it")]
    [InlineData(
        "SSDK020", "warning", "A keyword or a format is misspelt",
        "'A' has the C 'D' at 'B', which is unknown and has no effect: write 'E'")]
    [InlineData(
        "SSDK021", "warning", "A schema refuses its own value",
        "'A' has the C D at 'B', which its own schema refuses (expected: E): correct the value, or the schema")]
    [InlineData("SSDK022", "warning", "A schema refuses every value of a type", "'A' has C at 'B', so D is valid: correct one of them")]
    [InlineData("SSDK024", "error", "Two clients in a project clash", "The client 'A' is not generated, because B: C")]
    public void A_kind_has_this_severity_and_text(string id, string severity, string title, string message)
    {
        var kind = ProblemKinds.ById(id);

        Assert.Equal(severity, (kind.IsError ? "error" : "warning") + (kind.IsOfProject ? " of the project" : ""));
        Assert.Equal(title, kind.Title);
        Assert.Equal(message, Problem.OfProject(kind, "A", "B", "C", "D", "E").Message);
    }

    // SSDK023 is missing from the list, because it is found in code rather than in a schema.
    [Fact]
    public void Kinds_are_sorted_by_id() => Assert.Equal(
        Enumerable.Range(1, 26).Where(number => number != 23).Select(number => $"SSDK{number:D3}"),
        ProblemKinds.All.Select(kind => kind.Id));

    [Theory]
    [InlineData("a\nb\u2028c\u2029d\u0085e\tf\0g", "a b c d e f g")]
    [InlineData("a b\u00A0é", "a b\u00A0é")]
    public void A_message_has_one_line(string text, string shown) => Assert.Equal([shown], Arguments(text));

    [Theory]
    [InlineData(500, 500, 'a')]
    [InlineData(501, 500, '…')]
    [InlineData(9999, 500, '…')]
    public void A_long_text_is_truncated(int length, int shown, char last)
    {
        var text = Assert.Single(Arguments(new string('a', length)));

        Assert.Equal((shown, last, 'a'), (text.Length, text[^1], text[^2]));
    }

    [Theory]
    [InlineData("one line", "InvalidOperationException: one line")]
    [InlineData("one line\r\nand more", "InvalidOperationException: one line")]
    public void The_first_line_of_an_exception_is_reported(string message, string told) =>
        Assert.Equal(told, ProblemKinds.Thrown(new InvalidOperationException(message)));

    private static IEnumerable<string> Arguments(string text) => Problem.At(ProblemKinds.NotJson, "a.json", default, text).Arguments;
}
