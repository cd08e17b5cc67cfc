using SchemaSdk.Generator.Reading;

namespace SchemaSdk.Generator.Tests.Reading;

/// <summary>Tests which additional files are read as schemas, patches and reference files.</summary>
public class SchemaFileReaderTests
{
    private const string Refers = """{"$ref":"b.schema.json#/x"}""";

    private static readonly BuildOptions Options = new(BuildOptions.Defaults);

    [Theory]
    [InlineData("Input", "Input", null, false)]
    [InlineData("Output", "Output", null, false)]
    [InlineData("InputPatch", null, "Input", false)]
    [InlineData("OutputPatch", null, "Output", false)]
    [InlineData("Reference", null, null, true)]
    [InlineData("input", null, null, false)]
    [InlineData("", null, null, false)]
    public void A_file_has_the_kind_in_its_metadata(string kind, string? schema, string? patch, bool isReference)
    {
        var file = new SchemaText("/repo/schemas/acme/a/x.json", "{}", kind);

        Assert.Equal(schema, SchemaFileReader.TryRead(file, Options, default)?.Role.ToString());
        Assert.Equal(patch, SchemaFileReader.TryReadPatch(file, Options, default)?.Role.ToString());
        Assert.Equal(isReference, SchemaFileReader.TryReadReference(file, Options, default) is not null);
    }

    [Theory]
    [InlineData("/repo/schemas/b.schema.json", "b.schema.json")]
    [InlineData("/repo/common/b.schema.json", "../common/b.schema.json")]
    [InlineData("C:\\else\\b.schema.json", "C:/else/b.schema.json")]
    public void A_reference_file_is_named_by_its_path_relative_to_the_root(string path, string name)
    {
        var file = SchemaFileReader.TryReadReference(new SchemaText(path, Refers, "Reference"), Options, default)!;

        Assert.Equal((path, name, Refers), (file.Path, file.Name, file.Written));
        Assert.Single(file.Mentioned);
    }

    [Theory]
    [InlineData("given/id", "given/id", null)]
    [InlineData(" given/id ", "given/id", null)]
    [InlineData("given/c#-coder;v2", "given/c#-coder;v2", null)]
    [InlineData(null, "acme/a", null)]
    [InlineData(
        "/given",
        null,
        "The ModelId '/given' is not a valid model id, because it has an empty segment; no code is generated "
            + "from this file: write 'given'")]
    public void A_given_id_takes_precedence_over_the_folder(string? given, string? id, string? problem)
    {
        var text = new SchemaText("/repo/schemas/acme/a/input.json", "{}", "Input", given);
        var patch = new SchemaText("/repo/schemas/acme/a/input.json", "{}", "InputPatch", given);
        var (file, patched) = (
            SchemaFileReader.TryRead(text, Options, default)!, SchemaFileReader.TryReadPatch(patch, Options, default)!);

        Assert.Equal((id, problem), (file.ModelId, file.IdProblem?.Message));
        Assert.Equal((id, problem), (patched.ModelId, patched.IdProblem?.Message));
    }

    [Fact]
    public void A_file_outside_the_root_has_no_id()
    {
        var file = SchemaFileReader.TryRead(new SchemaText("/else\\input.json", "{}", "Input"), Options, default)!;

        Assert.Null(file.ModelId);
        Assert.Equal("../../else/input.json", file.Name);
        Assert.Equal(("SSDK006", "/else\\input.json"), (file.IdProblem!.Id, file.IdProblem.Path));
        Assert.StartsWith("'/else\\input.json' is not in a subfolder of the schema root", file.IdProblem.Message);
    }
}
