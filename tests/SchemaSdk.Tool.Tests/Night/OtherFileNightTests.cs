namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Tests that the step push refuses files that are not data of the schemas.</summary>
public sealed class OtherFileNightTests : NightTest
{
    public OtherFileNightTests(NightTemplate template)
        : base(template) => AddModel();

    [Theory]
    [InlineData("README.md", "is not part of the schemas")]
    [InlineData("schemas/build.targets", "is not part of the schemas")]
    [InlineData("schemas/acme/new/input.json.sh", "is not part of the schemas")]
    [InlineData("schemas/acme/com1/input.json", "is not the path of a model: it has the segment 'com1', which is a device on Windows")]
    [InlineData(".github/workflows/evil.yml", "is not part of the schemas")]
    [InlineData("schemasdk.json", "is not part of the schemas")]
    [InlineData("schemas/ACME/new/input.json", "differs only in case from schemas/acme")]
    [InlineData("schemas/acme/new/Input.json", "is not part of the schemas")]
    [InlineData("schemas/acme/M1/input.json", "differs only in case from schemas/acme/m1")]
    [InlineData("Schemas/acme/other/input.json", "is not part of the schemas")]
    [InlineData("Version.props", "has code that a build runs, so only the step push writes it")]
    public async Task A_change_of_another_file_is_refused_by_name(string path, string fault)
    {
        Owner.Programs.Answer = _ =>
        {
            Owner.Write(path, "<Project><Target Name=\"Evil\"><Exec Command=\"evil\" /></Target></Project>");
            return "";
        };
        await NightAsync("update");
        await NightAsync("check");
        await Owner.GitAsync("stash", "-qu");

        await RefusesAsync(1, $"{path} {fault}", "push");
        Assert.Equal(["main"], await Owner.BranchesAsync());
    }

    [Fact]
    public async Task A_new_model_whose_id_differs_only_in_case_from_another_new_one_is_refused()
    {
        Owner.Programs.Answer = _ =>
        {
            Owner.Write("schemas/other/b/input.json", "{}");
            Owner.Write("schemas/Other/a/input.json", "{}");
            return "";
        };
        await NightAsync("update");
        await NightAsync("check");

        await RefusesAsync(1, "schemas/other/b/input.json differs only in case from schemas/Other", "push");
    }
}
