namespace SchemaSdk.Tests.Ledgers;

public sealed class FilesElsewhereTests : FolderTest
{
    private readonly SharedTable _table = new(new FakeTime());

    [Theory]
    [InlineData(false, false, LedgerState.Delivered)]
    [InlineData(false, true, LedgerState.Ended)]
    [InlineData(true, false, LedgerState.Delivered)]
    public async Task Files_are_downloaded_to_the_machine_that_delivers_a_job_if_they_are_missing_there(
        bool isShared, bool leavesDelivery, LedgerState state)
    {
        using (var first = Begin("one"))
        {
            await Soon.Async(first.Still.RunAsync("a cat", Shelf.Keyed with { LeavesDelivery = true }));
        }

        var elsewhere = Assert.Single(_table["order-7"].End!.Files);
        if (!isShared)
        {
            Directory.Delete(Path.Combine(Folder, "one"), recursive: true);
        }

        using var stage = Begin("two");
        await Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed with { LeavesDelivery = leavesDelivery }));
        await Soon.Until(() => _table["order-7"].State == state);

        var path = Assert.Single(_table["order-7"].End!.Files);
        Assert.Equal((isShared, isShared ? 0 : 1), (path == elsewhere, stage.Script.File.Count));
        Assert.Equal("the picture", await File.ReadAllTextAsync(path));
    }

    private Stage Begin(string machine)
    {
        var ledger = new SharedLedger(_table, machine, new() { DownloadFolder = Path.Combine(Folder, machine) });
        var stage = Shelf.Accepting(ledger);
        stage.Script.File.Does(Steps.Answer(200, "the picture"));
        return stage;
    }
}
