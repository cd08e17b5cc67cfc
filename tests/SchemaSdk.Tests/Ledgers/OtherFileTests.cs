using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The name of a ledger's file may be that of another file once it is compacted, or nobody may know.</summary>
public sealed class OtherFileTests : IDisposable
{
    private readonly ForgetfulFolder _folder = new();
    private readonly string _real = Directory.CreateTempSubdirectory("ledger").FullName;

    [Fact]
    public async Task A_new_name_of_which_only_the_answer_was_lost_is_that_of_the_ledger()
    {
        await using var ledger = Shelf.Open(_folder);
        await LedgerStories.TellAsync(ledger, jobs: 5);
        var before = await ledger.WholeAsync();
        _folder.Renamed = () => throw new IOException("Connection timed out");

        await ledger.CompactAsync();

        await LedgerStories.TellAsync(ledger, "after");
        Assert.Equal(before, (await ledger.WholeAsync())[..^1], LedgerStories.Same);
        await using var again = Shelf.Open(_folder.AfterPowerLoss(0, hasNames: false));
        Assert.Equal(LedgerState.Delivered, (await again.FindAsync("after"))!.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_nobody_can_tell_which_file_has_the_name_nothing_is_put_down_any_more(bool hasOther)
    {
        var other = hasOther ? await OtherAsync() : null;
        await using var ledger = Shelf.Open(_folder);
        await ledger.BeginAsync(Shelf.Intent("a"));

        // As where a share goes away just then: what was made cannot be removed either.
        _folder.Fails = step =>
        {
            if (step == "rename")
            {
                _folder.Put(Shelf.Name, other);
            }

            return step is "rename" or "delete" ? new IOException("Connection timed out") : null;
        };

        var told = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.CompactAsync());
        var refused = await Soon.Throws<ModelLedgerException>(ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending));

        Assert.Contains(
            "nobody can tell which file has its name: Connection timed out. Open the ledger anew.",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal((true, true), (told.IsLasting, refused.IsLasting));
        Assert.Same(told, ledger.CompactionFailure);
    }

    [Theory]
    [InlineData("make", true)]
    [InlineData("flush", true)]
    [InlineData("flush", false)]
    public async Task A_file_that_came_to_the_name_meanwhile_stays_and_the_ledger_goes_on(string step, bool hasOther)
    {
        var other = hasOther ? await OtherAsync() : null;
        var content = other?.AfterPowerLoss();
        await using var ledger = Shelf.Open(_folder);
        await ledger.BeginAsync(Shelf.Intent("a"));
        _folder.Fails = what =>
        {
            if (what == step)
            {
                _folder.Put(Shelf.Name, other);
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.CompactAsync());
        await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);

        Assert.Contains("The name is now that of another file, or of none.", error.Message, StringComparison.Ordinal);
        Assert.Equal(hasOther ? [Shelf.Name] : [], _folder.Names);
        Assert.Equal(content, hasOther ? _folder.ContentOf(Shelf.Name) : null);
    }

    [FactOnLinux]
    public async Task A_ledger_in_another_folder_to_which_a_link_leads_since_is_left_alone()
    {
        var (current, one, other) = (Path.Combine(_real, "current"), Path.Combine(_real, "1"), Path.Combine(_real, "2"));
        Directory.CreateDirectory(one);
        Directory.CreateDirectory(other);
        Directory.CreateSymbolicLink(current, one);
        await using var first = new FileJobLedger(Path.Combine(current, "jobs.ledger"));
        await first.BeginAsync(Shelf.Intent("first"));
        File.Delete(current);
        Directory.CreateSymbolicLink(current, other);
        await using var second = new FileJobLedger(Path.Combine(current, "jobs.ledger"));
        await second.BeginAsync(Shelf.Intent("second"));

        await Assert.ThrowsAsync<ModelLedgerException>(() => first.CompactAsync());
        await first.BeginAsync(Shelf.Intent("after"));
        await second.CompactAsync();

        Assert.Equal(["first", "after"], await KeysAsync(one));
        Assert.Equal(["second"], await KeysAsync(other));
    }

    public void Dispose() => Directory.Delete(_real, recursive: true);

    private static async Task<ForgetfulDisk> OtherAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("other"));
        return disk;
    }

    private static async Task<IEnumerable<string>> KeysAsync(string folder) =>
        (await FileJobLedger.OpenForReading(Path.Combine(folder, "jobs.ledger")).AllAsync()).Select(entry => entry.Key);
}
