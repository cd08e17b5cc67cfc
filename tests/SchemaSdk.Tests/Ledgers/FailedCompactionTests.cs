using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A compaction that fails is not begun again with each line.</summary>
public class FailedCompactionTests
{
    [Fact]
    public async Task A_compaction_that_failed_is_tried_again_after_pauses_that_grow_and_once_the_file_has_grown()
    {
        var folder = new ForgetfulFolder();
        var (time, failures) = (new FakeTime(), 0);
        var ledger = new FileJobLedger(Shelf.File(folder), new JobLedgerOptions { TimeProvider = time })
        {
            CompactionFailed = _ => Interlocked.Increment(ref failures),
        };
        folder.Fails = what => what == "rename" ? new IOException("No space left on device.") : null;
        var line = Shelf.Intent("job");
        await ledger.BeginAsync(line);
        await WriteAsync(20, 60_000);
        await Soon.Until(() => failures == 1);

        await WriteAsync(10, 10);
        time.Advance(TimeSpan.FromMinutes(1));
        await WriteUntilAsync(() => failures == 2);
        await WriteAsync(10, 10);
        time.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(10, 10);
        time.Advance(TimeSpan.FromMinutes(1));
        await WriteUntilAsync(() => failures == 3);
        await WriteAsync(4, 60_000);
        await WriteUntilAsync(() => failures == 4);
        await WriteAsync(10, 10);
        folder.Fails = null;
        time.Advance(TimeSpan.FromMinutes(8));
        await WriteUntilAsync(() => folder.LengthOf(Shelf.Name) < 500_000);
        await ledger.DisposeAsync();

        Assert.Equal((4, null, 1), (failures, ledger.CompactionFailure, folder.Names.Count));

        // A failure is counted before its compaction has come to its end, and a line that comes in between begins no other one.
        async Task WriteUntilAsync(Func<bool> isSo)
        {
            var writing = Task.CompletedTask;
            await Soon.Until(() =>
            {
                writing = writing.IsCompletedSuccessfully ? WriteAsync(1, 10) : writing;
                return isSo() || writing.IsFaulted;
            });
            await writing;
        }

        async Task WriteAsync(int lines, int length)
        {
            for (var i = 0; i < lines; i++)
            {
                var next = line.State == LedgerState.Sending ? LedgerState.Intended : LedgerState.Sending;
                line = await ledger.NextAsync(line, next, new string('x', length));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compaction_that_fails_for_any_other_reason_is_told_and_the_lock_is_given_back(bool isAsynchronous)
    {
        var folder = new ForgetfulFolder { Fails = what => what == "rename" ? new OutOfMemoryException("It needs memory.") : null };
        var (mark, failures) = (new GivenLock(), new List<ModelLedgerException>());
        var ledger = new FileJobLedger(Shelf.File(folder, mark), new JobLedgerOptions()) { CompactionFailed = failures.Add };

        await FillAsync(ledger);
        await Soon.Until(() => failures.Count > 0);
        var failure = ledger.CompactionFailure;
        if (isAsynchronous)
        {
            await ledger.DisposeAsync();
        }
        else
        {
            ledger.Dispose();
        }

        Assert.Equal(
            $"The ledger '{Shelf.Name}' could not be compacted: It needs memory. It goes on as it is, and grows.", failure!.Message);
        Assert.IsType<OutOfMemoryException>(failures[0].InnerException);
        Assert.True(mark.IsGivenBack);
    }

    [Fact]
    public async Task A_look_if_a_compaction_is_due_that_fails_is_told_and_lines_go_on()
    {
        var (folder, failures) = (new ForgetfulFolder(), new List<ModelLedgerException>());
        await using var ledger = new FileJobLedger(Shelf.File(folder), new JobLedgerOptions { TimeProvider = new ClockWithoutTime() })
        {
            JobsKeptFor = TimeSpan.FromDays(30),
            CompactionFailed = failures.Add,
        };
        await LedgerStories.TellAsync(ledger, "delivered");

        await FillAsync(ledger);
        await Soon.Until(() => failures.Count > 0);

        Assert.Contains("could not be compacted: The clock cannot be read. It goes on", failures[0].Message, StringComparison.Ordinal);
        Assert.NotNull(ledger.CompactionFailure);
        Assert.Null(await ledger.BeginAsync(Shelf.Intent("after")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_told_of_a_failure_may_dispose_of_the_ledger(bool isAsynchronous)
    {
        var folder = new ForgetfulFolder { Fails = what => what == "rename" ? new IOException("Read-only file system.") : null };
        var (mark, disposed) = (new GivenLock(), new TaskCompletionSource());
        FileJobLedger? ledger = null;
        ledger = new FileJobLedger(Shelf.File(folder, mark), new JobLedgerOptions())
        {
            CompactionFailed = _ =>
            {
                if (isAsynchronous)
                {
                    ((IAsyncResult)ledger!.DisposeAsync().AsTask()).AsyncWaitHandle.WaitOne();
                }
                else
                {
                    ledger!.Dispose();
                }

                disposed.SetResult();
            },
        };

        // It ends at the first line that comes too late.
        var writing = Record.ExceptionAsync(() => FillAsync(ledger));

        await Soon.Async(disposed.Task);
        Assert.True(mark.IsGivenBack);
        await Soon.Async(writing);
    }

    private static async Task FillAsync(FileJobLedger ledger)
    {
        var line = Shelf.Intent("job");
        await ledger.BeginAsync(line);
        for (var i = 0; i < 40; i++)
        {
            var next = line.State == LedgerState.Sending ? LedgerState.Intended : LedgerState.Sending;
            line = await ledger.NextAsync(line, next, new string('x', 60_000));
        }
    }

    private sealed class ClockWithoutTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException("The clock cannot be read.");
    }
}
