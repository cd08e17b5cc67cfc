using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Services;

/// <summary>Tests a project with one folder for each service, each with its own lock.</summary>
public sealed class TwoFolderTests : CommandTest
{
    private const string Output = """{"type":"object","properties":{"image":{"type":"string","format":"uri"}}}""";

    private readonly ScriptedFal _fal = new();
    private readonly ScriptedReplicate _replicate = new();

    public TwoFolderTests()
    {
        Tool.Time = new FixedTime();
        Tool.SetEnvironment("FAL_KEY", "a-key");
        Tool.SetEnvironment("REPLICATE_API_TOKEN", "a-token");
        Put("prompt");
    }

    public override void Dispose()
    {
        base.Dispose();
        _fal.Dispose();
        _replicate.Dispose();
    }

    [Fact]
    public async Task Each_folder_has_the_schemas_and_the_lock_of_its_service()
    {
        await AddAsync();

        Assert.Equal(
            [
                "schemas/fal.lock.json", "schemas/fal/acme/kite/input.json", "schemas/fal/acme/kite/output.json",
                "schemas/replicate.lock.json", "schemas/replicate/acme/kite/input.json", "schemas/replicate/acme/kite/output.json",
            ],
            Tool.Files());
        Assert.Contains("api.fal.ai", Tool.Read("schemas/fal.lock.json"), StringComparison.Ordinal);
        Assert.Contains("api.replicate.com", Tool.Read("schemas/replicate.lock.json"), StringComparison.Ordinal);
        await RunWellAsync("lint", "schemas/fal");
        await RunWellAsync("lint", "schemas/replicate");
    }

    [Fact]
    public async Task An_update_of_one_folder_calls_only_its_service_and_leaves_the_other_folder_unchanged()
    {
        await AddAsync();
        var (other, asked) = (Tool.Read("schemas/replicate.lock.json"), _replicate.Requests.Count);
        Put("prompt", "wind");
        Tool.Handler = _fal;

        await RunWellAsync("update", "--folder", "schemas/fal");

        Assert.Equal("updated  acme/kite\nModels: 1 updated.\n", Tool.Output);
        Assert.Equal((other, asked), (Tool.Read("schemas/replicate.lock.json"), _replicate.Requests.Count));
        Assert.DoesNotContain("wind", Tool.Read("schemas/replicate/acme/kite/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_compared_with_its_own_last_commit()
    {
        await AddAsync();
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("schemas/fal/acme/kite/input.json", ScriptedCatalogue.SchemaWith("prompt", "wind"));

        await RunWellAsync("diff", "HEAD", "--folder", "schemas/fal");
        Assert.Contains(" acme/kite: KiteInput: member 'wind' is new", Tool.Output, StringComparison.Ordinal);

        await RunWellAsync("diff", "HEAD", "--folder", "schemas/replicate");
        Assert.Equal("Nothing changed.\n", Tool.Output);
    }

    private async Task AddAsync()
    {
        Tool.Handler = _fal;
        await RunWellAsync("add", "acme/kite", "--service", "fal", "--folder", "schemas/fal");
        Tool.Handler = _replicate;
        await RunWellAsync("add", "acme/kite", "--service", "replicate", "--folder", "schemas/replicate");
    }

    private void Put(params string[] inputs)
    {
        _fal["acme/kite"] = ModelDocument.OfFal("acme/kite", ScriptedCatalogue.SchemaWith(inputs), Output);
        _replicate["acme/kite"] = ModelDocument.OfReplicate(ScriptedCatalogue.SchemaWith(inputs), Output);
    }
}
