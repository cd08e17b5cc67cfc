using SchemaSdk.Ledgers.Storage;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The time for which a ledger keeps what is over.</summary>
public class RetentionTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly FakeTime _time = new();
    private readonly ForgetfulFolder _folder = new();

    [Fact]
    public async Task Every_job_and_result_is_kept_unless_somebody_says_for_how_long()
    {
        await using var ledger = Open(null, null);
        await LedgerStories.TellAsync(ledger, jobs: 7);
        var before = await ledger.WholeAsync();

        _time.Advance(100 * Month);
        await ledger.CompactAsync();

        Assert.Equal(before, await ledger.WholeAsync(), LedgerStories.Same);
    }

    [Fact]
    public async Task Inputs_and_results_of_delivered_jobs_go_after_their_time_and_all_others_stay()
    {
        await using var ledger = Open(Month, null);
        await LedgerStories.TellAsync(ledger, jobs: 7);

        _time.Advance(Month + TimeSpan.FromMinutes(1));
        await ledger.CompactAsync();

        var empty = (await ledger.WholeAsync()).Where(entry => entry.Input.IsEmpty && entry.Result.IsEmpty).Select(entry => entry.State);
        Assert.Equal([LedgerState.Delivered], empty);
        Assert.Equal("id-of-job-6", (await ledger.FindAsync("job-6"))!.RequestId);
    }

    [Fact]
    public async Task A_job_that_is_over_is_forgotten_after_its_time_and_its_key_may_be_submitted_again()
    {
        await using var ledger = Open(null, Month);
        await LedgerStories.TellAsync(ledger, jobs: 7);

        _time.Advance(Month - TimeSpan.FromMinutes(1));
        await ledger.CompactAsync();
        Assert.Equal(7, (await ledger.AllAsync()).Count);
        _time.Advance(TimeSpan.FromMinutes(2));
        await ledger.CompactAsync();

        Assert.Equal(["job-0", "job-1", "job-2", "job-4", "job-5"], (await ledger.AllAsync()).Select(entry => entry.Key));
        Assert.Null(await ledger.BeginAsync(Shelf.Intent("job-6")));
        await using var again = Shelf.Open(_folder.AfterKill());
        Assert.Equal(LedgerState.Intended, (await again.FindAsync("job-6"))!.State);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(36_525L * 24 * 60 * 60 * 1000 + 1)]
    public void A_time_that_nobody_can_mean_is_refused_and_the_file_let_go(long milliseconds)
    {
        var time = TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);
        foreach (var (name, open) in new (string, Func<LedgerFile, FileJobLedger>)[]
        {
            ("JobsKeptFor", file => new(file, new()) { JobsKeptFor = time }),
            ("ContentsKeptFor", file => new(file, new()) { ContentsKeptFor = time }),
        })
        {
            var mark = new GivenLock();

            var error = Assert.Throws<ArgumentOutOfRangeException>(name, () => open(Shelf.File(new ForgetfulFolder(), mark)));

            Assert.StartsWith(
                $"{name} is {time}. Give it 00:00:00 to 36525.00:00:00, or null to keep what is over for ever.",
                error.Message,
                StringComparison.Ordinal);
            Assert.True(mark.IsGivenBack);
        }
    }

    [Fact]
    public async Task A_time_of_zero_forgets_a_job_as_soon_as_it_is_over()
    {
        await using var ledger = Open(null, TimeSpan.Zero);
        await LedgerStories.TellAsync(ledger, jobs: 7);

        await ledger.CompactAsync();
        Assert.Equal(7, (await ledger.AllAsync()).Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await ledger.CompactAsync();

        Assert.Equal(5, (await ledger.AllAsync()).Count);
    }

    [Fact]
    public async Task A_refused_job_that_is_submitted_again_while_it_is_about_to_be_forgotten_is_kept()
    {
        for (var step = 0; step < 12; step++)
        {
            var folder = new ForgetfulFolder();
            var time = new FakeTime();
            await using var ledger = new FileJobLedger(Shelf.File(folder), new() { TimeProvider = time }) { JobsKeptFor = Month };
            await LedgerStories.TellAsync(ledger, "refused", [LedgerState.Sending, LedgerState.Refused]);
            await LedgerStories.TellAsync(ledger, "other", [LedgerState.Sending, LedgerState.Accepted]);
            time.Advance(2 * Month);
            var refused = (await ledger.FindAsync("refused"))!;
            var again = Task.CompletedTask;
            var left = step;
            folder.Fails = _ =>
            {
                if (left-- == 0)
                {
                    // At the step in which the files change places, it waits for that.
                    again = Task.Run(() => ledger.RecordAsync(LedgerStories.Next(refused, LedgerState.Sending)).AsTask());
                    ((IAsyncResult)again).AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                }

                return null;
            };

            await ledger.CompactAsync();
            folder.Fails = null;

            // It was forgotten before, or it goes on: never half of both.
            var isKept = await Record.ExceptionAsync(() => again) is null && left < 0;
            await using var after = Shelf.Open(folder.AfterKill());
            Assert.Equal(isKept, await after.FindAsync("refused") is not null);
            Assert.NotNull(await after.FindAsync("other"));
        }
    }

    [Fact]
    public async Task What_is_over_goes_by_itself_while_the_ledger_grows()
    {
        await using var ledger = Open(null, Month);
        await LedgerStories.TellAsync(ledger, jobs: 7);
        _time.Advance(2 * Month);

        await ledger.BeginAsync(Shelf.Intent("large", new string('x', 70_000)));
        await ledger.BeginAsync(Shelf.Intent("larger", new string('x', 70_000)));

        await Soon.Until(() => ledger.FindAsync("job-6").AsTask().Result is null);
        Assert.NotNull(await ledger.FindAsync("job-5"));
    }

    private FileJobLedger Open(TimeSpan? contents, TimeSpan? jobs) =>
        new(Shelf.File(_folder), new JobLedgerOptions { TimeProvider = _time }) { ContentsKeptFor = contents, JobsKeptFor = jobs };
}
