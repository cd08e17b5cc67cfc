namespace SchemaSdk.Tests.Ledgers;

/// <summary>The repair of a damaged ledger that fails: nothing is lost by that, and a later start takes it up.</summary>
public class RepairTests
{
    [Fact]
    public async Task A_repair_that_cannot_give_the_name_leaves_the_file_as_it_was()
    {
        var content = await DamagedAsync();
        var folder = Folder(content);
        folder.Fails = static what => what == "rename" ? new IOException("Device or resource busy.") : null;

        var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open(folder));

        Assert.Contains("is damaged at byte", error.Message, StringComparison.Ordinal);
        Assert.Contains("could not be repaired: Device or resource busy. Make room", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, folder.ContentOf(Shelf.Name));
        Assert.Equal([Shelf.Name, $"{Shelf.Name}.torn-1"], folder.Names.Order());
        folder.Fails = null;
        await AssertUnknownAsync(folder);
    }

    [Fact]
    public async Task A_repair_whose_new_name_was_given_and_the_answer_lost_is_found_by_the_next_start()
    {
        var folder = Folder(await DamagedAsync());
        folder.Renamed = static () => throw new IOException("Host is down.");

        Assert.Throws<ModelLedgerException>(() => Shelf.Open(folder));

        folder.Renamed = null;
        await AssertUnknownAsync(folder);
    }

    [Fact]
    public async Task A_repair_gives_no_name_that_is_that_of_another_ledger_by_now()
    {
        var folder = Folder(await DamagedAsync());
        var other = new ForgetfulDisk();
        await using (var ledger = Shelf.Open(new ForgetfulFolder(Shelf.Name, other)))
        {
            await ledger.BeginAsync(Shelf.Intent("other"));
        }

        folder.Fails = what =>
        {
            if (what == "flush")
            {
                folder.Put(Shelf.Name, other);
            }

            return null;
        };

        var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open(folder));

        Assert.Contains("The name is now that of another file, or of none.", error.Message, StringComparison.Ordinal);
        folder.Fails = null;
        await using var after = Shelf.Open(folder.AfterKill());
        Assert.NotNull(await after.FindAsync("other"));
    }

    private static ForgetfulFolder Folder(byte[] content) => new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(content)).AfterKill();

    private static async Task<byte[]> DamagedAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("job"));
        await ledger.NextAsync(Shelf.Intent("job"), LedgerState.Sending);
        var content = disk.AfterPowerLoss();
        content[^10] ^= 1;
        return content;
    }

    private static async Task AssertUnknownAsync(ForgetfulFolder folder)
    {
        await using var ledger = Shelf.Open(folder);
        Assert.Equal(LedgerState.Unknown, Assert.Single(await ledger.AllAsync()).State);
    }
}
