using System.Text.RegularExpressions;
using System.Xml.Linq;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Tests that C# and MSBuild have the same rules about which files of a schema folder are read.</summary>
public partial class SchemaFolderTests
{
    private const string Root = "$(ModelSchemaRoot)**/";

    [Fact]
    public void MSBuild_looks_only_for_the_file_names_of_schemas() => Assert.Equal(
        [
            SchemaFileName.Input, SchemaFileName.Output, SchemaFileName.InputPatch, SchemaFileName.OutputPatch,
            "*" + SchemaFileName.ReferenceEnd,
        ],
        Elements("SchemaSdk.props", "ModelSchema")
            .Select(item => item.Attribute("Include")!.Value.Replace(Root, "", StringComparison.Ordinal)));

    [Fact]
    public void MSBuild_gives_each_file_name_the_same_kind()
    {
        var kinds = Elements("SchemaSdk.targets", "ModelSchemaKind").Where(kind => kind.Attribute("Condition") is not null).ToList();

        Assert.Equal(Enum.GetNames<SchemaFileKind>(), kinds.Select(kind => kind.Value));
        Assert.All(kinds, kind => Assert.Equal(
            kind.Value, SchemaFolder.KindOf(Name().Match(kind.Attribute("Condition")!.Value).Groups[1].Value).ToString()));
    }

    [Theory]
    [InlineData("acme/a/Input.JSON", true)]
    [InlineData("acme/bin/input.json", true)]
    [InlineData("bin/a/input.json", false)]
    [InlineData("obj/a/input.json", false)]
    [InlineData("acme/.git/input.json", false)]
    [InlineData("acme/a/inputs.json", false)]
    public void A_build_in_the_project_folder_reads_only_schema_files_outside_bin_and_obj(string path, bool isRead) =>
        Assert.Equal(isRead, new SchemaFolder("/repo", isProject: true).Has("/repo/" + path));

    [Fact]
    public void Outside_the_project_folder_a_model_folder_may_be_named_bin() =>
        Assert.True(new SchemaFolder("/repo", isProject: false).Has("/repo/bin/a/input.json"));

    private static IEnumerable<XElement> Elements(string file, string name) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "runtime/SchemaSdk/build", file)).Descendants(name);

    [GeneratedRegex(@"'([a-z.]+\.json)'")]
    private static partial Regex Name();
}
