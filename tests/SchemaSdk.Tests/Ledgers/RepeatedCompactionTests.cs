using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A file is rewritten again after it has grown by a part of what the last time left, and not with each line.</summary>
public class RepeatedCompactionTests
{
    private readonly FakeTime _time = new();
    private readonly ForgetfulFolder _folder = new();
    private int _compactions;

    [Fact]
    public async Task A_file_whose_lines_are_long_is_not_rewritten_before_it_has_doubled()
    {
        await using var ledger = Open(null);
        await FillAsync(ledger, "long", 20);
        await Soon.Until(() => _compactions > 0);
        await ledger.CompactAsync();
        var before = _compactions;

        await TellAsync(ledger, "short", 100);

        await ledger.CompactAsync();
        Assert.Equal(before + 1, _compactions);
        await FillAsync(ledger, "more", 30);
        await Soon.Until(() => _compactions > before + 1);
    }

    [Fact]
    public async Task A_file_whose_lines_are_long_is_not_rewritten_at_each_start()
    {
        await using (var ledger = Open(null))
        {
            await FillAsync(ledger, "long", 20);
            await ledger.CompactAsync();
        }

        await using var again = Open(null);
        var before = _compactions;
        await TellAsync(again, "short", 100);

        await again.CompactAsync();
        Assert.Equal(before + 1, _compactions);
    }

    [Fact]
    public async Task Jobs_that_are_over_one_by_one_go_together_once_the_file_has_grown()
    {
        await using var ledger = Open(TimeSpan.FromDays(1));
        await LedgerStories.TellAsync(ledger, "first");
        _time.Advance(TimeSpan.FromDays(2));
        await FillAsync(ledger, "long", 2);
        await Soon.Until(() => ledger.FindAsync("first").AsTask().Result is null);
        await ledger.CompactAsync();
        var before = _compactions;

        for (var i = 0; i < 50; i++)
        {
            await LedgerStories.TellAsync(ledger, $"over-{i}", [LedgerState.Sending, LedgerState.Refused]);
            _time.Advance(TimeSpan.FromDays(2));
        }

        Assert.NotNull(await ledger.FindAsync("over-0"));
        Assert.Equal(before, _compactions);
        await FillAsync(ledger, "more", 2);
        await Soon.Until(() => ledger.FindAsync("over-49").AsTask().Result is null);
        Assert.Null(await ledger.FindAsync("over-0"));
    }

    private FileJobLedger Open(TimeSpan? jobs)
    {
        _folder.Fails = what =>
        {
            _compactions += what == "rename" ? 1 : 0;
            return null;
        };
        return new(Shelf.File(_folder), new JobLedgerOptions { TimeProvider = _time }) { JobsKeptFor = jobs };
    }

    private static async Task FillAsync(FileJobLedger ledger, string name, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            var line = Shelf.Intent($"{name}-{i}");
            await ledger.BeginAsync(line);
            await ledger.NextAsync(line, LedgerState.Sending, new string('x', 60_000));
        }
    }

    private static async Task TellAsync(FileJobLedger ledger, string name, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            await ledger.BeginAsync(Shelf.Intent($"{name}-{i}"));
        }
    }
}
