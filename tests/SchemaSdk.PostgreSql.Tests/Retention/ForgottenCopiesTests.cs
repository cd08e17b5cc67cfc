using Npgsql;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.PostgreSql.Tests.Retention;

/// <summary>Copies of files of inputs, once the database forgets their jobs.</summary>
public sealed class ForgottenCopiesTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[500]];

    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Copies_go_with_their_job_and_those_of_a_job_that_is_kept_or_of_a_later_call_stay()
    {
        await using var ledger = new PostgreSqlJobLedger(
            _database, new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = _folder } });
        await using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "token", Ledger = ledger });
        var left = new Dictionary<string, string>();
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            left[$"{state}"] = await KeepAsync(client, $"{state}", DateTime.UtcNow.AddYears(-1));
            await ledger.UpToAsync($"{state}", state);
        }

        left["later"] = await KeepAsync(client, "later", DateTime.UtcNow);
        await ledger.UpToAsync("later", LedgerState.Refused);
        await AgeAsync();

        await ledger.ForgetAsync();

        Assert.Null(await ledger.FindAsync("later"));
        Assert.Equal(
            left.Keys.Except([$"{LedgerState.Refused}", $"{LedgerState.Delivered}"]).Order(),
            left.Where(copy => File.Exists(copy.Value)).Select(copy => copy.Key).Order());
    }

    // The path of the copy.
    private async Task<string> KeepAsync(RunComfyClient client, string key, DateTime writtenAt)
    {
        var before = Copies();
        await client.Kling.Kling3_0.Standard.ImageToVideo.KeepInputAsync(
            key, new ImageToVideoInput { Prompt = "It falls.", StartImageUrl = ModelFile.FromBytes(Png) });
        var path = Assert.Single(Copies().Except(before));
        File.SetLastWriteTimeUtc(path, writtenAt);
        return path;
    }

    private string[] Copies() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    /// <summary>Lets two months pass for the database.</summary>
    private async Task AgeAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("update schemasdk.jobs set put_at = put_at - interval '60 days'");
        await command.ExecuteNonQueryAsync();
    }
}
