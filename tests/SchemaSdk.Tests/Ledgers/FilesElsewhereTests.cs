using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests jobs whose files another machine has downloaded to its own disk before this machine delivers them.</summary>
public sealed class FilesElsewhereTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly string _folder = Directory.CreateTempSubdirectory("elsewhere").FullName;
    private readonly SharedTable _table = new(new FakeTime());

    [Theory]
    [InlineData(false, LedgerState.Delivered)]
    [InlineData(true, LedgerState.Ended)]
    public async Task A_job_is_delivered_with_files_on_the_machine_that_delivers_it(bool leavesDelivery, LedgerState state)
    {
        var elsewhere = await EndElsewhereAsync();
        Directory.Delete(Path.Combine(_folder, "one"), recursive: true);
        using var stage = Begin("two");

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed with { LeavesDelivery = leavesDelivery }));
        await Soon.Until(() => _table["order-7"].State == state);

        Assert.False(File.Exists(elsewhere));
        Assert.Equal("the picture", await File.ReadAllTextAsync(Assert.Single(_table["order-7"].End!.Files)));
    }

    [Fact]
    public async Task Files_that_exist_where_the_ledger_says_are_not_downloaded_again()
    {
        var path = await EndElsewhereAsync();
        using var stage = Begin("two");

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => _table["order-7"].State == LedgerState.Delivered);

        Assert.Equal((0, path), (stage.Script.File.Count, Assert.Single(_table["order-7"].End!.Files)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> EndElsewhereAsync()
    {
        using var stage = Begin("one");
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed with { LeavesDelivery = true }));
        return Assert.Single(_table["order-7"].End!.Files);
    }

    private Stage Begin(string machine)
    {
        var ledger = new SharedLedger(_table, machine, new() { DownloadFolder = Path.Combine(_folder, machine) });
        var stage = Shelf.Accepting(ledger);
        stage.Script.File.Does(Steps.Answer(200, "the picture"));
        return stage;
    }
}
