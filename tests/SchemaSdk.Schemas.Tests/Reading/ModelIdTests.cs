using SchemaSdk.Schemas.Files;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Tests the model ids that are derived from paths, and the message that says what is wrong with an invalid id.</summary>
public class ModelIdTests
{
    [Theory]
    [InlineData("/repo/schemas/acme/new/input.json", "/repo/schemas/", "acme/new")]
    [InlineData("/repo/schemas/acme/new/input.json", "/repo/schemas", "acme/new")]
    [InlineData("C:\\Repo\\schemas\\acme\\input.json", "c:\\repo\\Schemas\\", "acme")]
    [InlineData("/repo/schemas/input.json", "/repo/schemas/", null)]
    [InlineData("/repo/schemas2/acme/input.json", "/repo/schemas", null)]
    [InlineData("/other/acme/input.json", "/repo/schemas/", null)]
    [InlineData("/acme/input.json", "/", null)]
    [InlineData("/repo/schemas/ /input.json", "/repo/schemas/", null)]
    [InlineData("/repo/schemas/../input.json", "/repo/schemas/", null)]
    public void The_folder_of_an_input_is_its_id(string path, string root, string? id) =>
        Assert.Equal(id, ModelIds.FromPath(path, root, SchemaRole.Input));

    [Theory]
    [InlineData("/repo/schemas/acme/output.json", "acme")]
    [InlineData("/repo/schemas/output.json", "")]
    [InlineData("/repo/output.json", null)]
    public void An_output_may_be_in_the_root(string path, string? id) =>
        Assert.Equal(id, ModelIds.FromPath(path, "/repo/schemas/", SchemaRole.Output));

    [Theory]
    [InlineData("/repo/schemas/a.schema.json", "/repo/schemas/", "a.schema.json")]
    [InlineData("/repo/a.json", "/", null)]
    [InlineData("/repo/a.json", "/repo/schemas/", null)]
    public void A_path_below_the_root_has_slashes(string path, string root, string? below) =>
        Assert.Equal(below, ModelIds.BelowRoot(path, root));

    [Theory]
    [InlineData("/repo/a.json", "/repo/schemas/", "../a.json")]
    [InlineData("/repo/common/a.json", "/repo/src/schemas", "../../common/a.json")]
    [InlineData("C:\\Repo\\a.json", "c:\\repo\\Schemas\\", "../a.json")]
    [InlineData("D:\\repo\\a.json", "C:\\repo\\schemas\\", "D:/repo/a.json")]
    [InlineData("/repo/a.json", "/", "/repo/a.json")]
    [InlineData("/repo/a.json", "", "/repo/a.json")]
    public void A_path_outside_the_root_is_relative_to_the_root(string path, string root, string relative) =>
        Assert.Equal(relative, ModelIds.FromRoot(path, root));

    [Theory]
    [InlineData("acme/new", null)]
    [InlineData("...", null)]
    [InlineData("acme/\nnew", "a control character")]
    [InlineData("", "an empty segment")]
    [InlineData("acme//new", "an empty segment")]
    [InlineData("acme/ /new", "an empty segment")]
    [InlineData("acme/./new", "the segment '.'")]
    [InlineData("acme/..", "the segment '..'")]
    public void The_fault_of_an_invalid_id_says_what_is_wrong(string id, string? fault) => Assert.Equal(fault, ModelIds.FaultOf(id));

    [Theory]
    [InlineData("/acme//new/", "'acme/new'")]
    [InlineData("../acme/./new", "'acme/new'")]
    [InlineData("/../", "segments separated by slashes, such as 'acme/new'")]
    public void An_invalid_id_gives_a_valid_suggestion(string id, string mended) => Assert.Equal(mended, ModelIds.Mend(id));
}
