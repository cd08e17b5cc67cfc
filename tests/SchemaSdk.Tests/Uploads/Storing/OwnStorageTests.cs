using SchemaSdk.Tests.Services;

namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>Tests that an application's own profile decides where and how input files are stored.</summary>
public sealed class OwnStorageTests
{
    [Fact]
    public async Task A_profile_decides_where_and_how_files_are_stored()
    {
        using var stage = new ServiceStage(OtherProfile.Instance);
        stage.Server.Answers(200, """{"file":"https://eu.files.example/1","put":"https://put.files.example/1"}""");
        stage.Server.Answers((204, ""), (201, """{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","state":"starting"}"""));

        await Soon.Async(new FilesModel(stage.Client).SubmitAsync([ModelFile.FromBytes(Media.Png(600))]));

        Assert.Equal(
            ["POST https://api.other.example/files", "PUT https://put.files.example/1", "POST https://api.other.example/runs"],
            stage.Calls);
        var key = $"Key {ServiceStage.Token}";
        Assert.Equal([key, null, key], stage.Server.Asked.Select(static asked => asked.Authorization));
        Assert.Equal("1", stage.Server.Headers[1]["x-store"]);
        using var sent = JsonDocument.Parse(stage.Server.Asked[2].Body);
        Assert.Equal("https://eu.files.example/1", sent.RootElement.GetProperty("input").GetProperty("files")[0].GetString());
    }

    [Fact]
    public async Task Nothing_is_submitted_if_the_profile_throws()
    {
        using var stage = new ServiceStage(new Throwing());

        var exception = await Soon.Throws<ModelException>(
            new FilesModel(stage.Client).SubmitAsync([ModelFile.FromBytes(Media.Png(600))]));

        Assert.Contains("No job was started.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Calls);
    }

    [Fact]
    public async Task If_a_file_is_not_stored_the_price_of_its_job_returns_to_the_budget()
    {
        using var stage = new ServiceStage(new PricedProfile());
        stage.Options.BudgetUsd = 3;
        stage.Server.Answers(
            (200, "2"), (403, ""), (200, "2"), (201, """{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","state":"starting"}"""));
        var model = new FilesModel(stage.Client);

        await Soon.Throws<ModelApiException>(model.SubmitAsync([ModelFile.FromBytes(Media.Png(300_000))]));
        await Soon.Async(model.SubmitAsync([ModelFile.FromBytes(Media.Png(100))]));

        Assert.Equal(4, stage.Calls.Count);
    }

    private sealed class Throwing : OtherProfile
    {
        public override SchemaSdk.Services.FileStorage Storage => new ThrowingStorage();
    }

    private sealed class ThrowingStorage : OtherStorage
    {
        public override SchemaSdk.Services.StorageRequest StartRequest(Uri service, SchemaSdk.Services.FileToStore file) =>
            throw new FormatException("The profile has a mistake.");
    }
}
