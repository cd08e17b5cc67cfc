using SchemaSdk.Tests.Running;

namespace SchemaSdk.Tests.Ledgers;

public class KeyedManyTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task After_a_restart_only_new_inputs_are_submitted()
    {
        using (var first = Accepting(Shelf.Open(_store)))
        {
            Assert.Equal(["a cat", "a dog"], await KeysAsync(first, ["a cat", "a dog"]));
        }

        using var second = Accepting(Shelf.Open(_store.AfterCrash()), at: 3);
        var keys = await KeysAsync(second, ["a cat", "a dog", "a fox"]);

        Assert.Equal(["a cat", "a dog", "a fox"], keys);
        Assert.Equal(1, second.Script.Submit.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\u0001dog")]
    [InlineData("throws")]
    public async Task Only_an_input_without_a_usable_key_fails_and_it_is_not_sent(string? key)
    {
        using var stage = Accepting(Shelf.Open(_store));

        var runs = await ManyRuns.AllOf(stage.Still.RunManyAsync(["a cat", "a dog"], input =>
            input == "a cat" ? input : key == "throws" ? throw new FormatException("no key") : key!));

        var error = runs.Single(run => run.Input == "a dog").Error;
        Assert.IsType(key == "throws" ? typeof(FormatException) : typeof(ArgumentException), error);
        Assert.Null(runs.Single(run => run.Input == "a cat").Error);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_input_that_another_process_has_submitted_does_not_keep_the_next_one_from_probing_the_service()
    {
        var table = new SharedTable(new FakeTime());
        using var stage = Accepting(TakenOver(table));
        stage.Script.Submit.DoesOnly(Steps.AcceptedAs("req-1"), Steps.NotNow(429), Steps.NotNow(429), Steps.AcceptedAs("req-3"));
        stage.Script.Status.DoesOnly(Steps.OfAsked(Steps.Status("in_queue")));
        var all = ManyRuns.CollectAsync(stage.Still.RunManyAsync(["a", "b", "c"], input => input, cancellationToken: stage.Stop.Token), []);

        await Soon.Until(() => table.Values.Count(job => job.State == LedgerState.Accepted) == 3);

        Assert.Contains(table.Values, job => job.RequestId == "req-9");
        await stage.Stop.CancelAsync();
        await Soon.Async(Task.WhenAny(all));
    }

    [Fact]
    public async Task The_time_for_which_an_input_was_held_back_does_not_count_once_another_process_has_submitted_it()
    {
        using var stage = Accepting(TakenOver(new SharedTable(new FakeTime())));
        stage.Script.Submit.DoesOnly(Steps.NotNow(429, retryAfter: "120"));

        var runs = await ManyRuns.AllOf(stage.Still.RunManyAsync(
            ["a"], input => input, options: new RunOptions { JobTimeout = TimeSpan.FromMinutes(1) }));

        Assert.Equal("req-9", Assert.Single(runs).Result?.RequestId);
    }

    [Fact]
    public async Task After_a_restart_the_end_of_a_resumed_job_lets_the_next_input_be_sent()
    {
        using (var first = Accepting(Shelf.Open(_store)))
        {
            await Soon.Async(first.Still.SubmitAsync("a cat", new RunOptions { Key = "a cat" }));
        }

        using var second = Accepting(Shelf.Open(_store.AfterCrash())).Delayed();
        using var listener = new Listener(second);
        var status = "in_queue";
        second.Script.Submit.DoesOnly(Steps.NotNow(429, retryAfter: "3600"), Steps.AcceptedAs("req-2"));
        second.Script.Status.DoesOnly((request, stop) => Steps.OfAsked(Steps.Status(status))(request, stop));
        var keys = KeysAsync(second, ["a cat", "a dog"]);
        await Soon.Until(() => listener.Of("schemasdk.job.held_back").Count > 0);

        status = "completed";
        await Soon.Until(() =>
        {
            second.Time.Advance(TimeSpan.FromSeconds(1));
            return keys.IsCompleted;
        });

        Assert.Equal(["a cat", "a dog"], await keys);
    }

    // Another process submits an input just before this process sends the same input a second time.
    private static SharedLedger TakenOver(SharedTable table)
    {
        var ledger = new SharedLedger(table, "one");
        ledger.Before = entry =>
        {
            if (entry is { State: LedgerState.Sending, Attempts: 2 })
            {
                ledger.Before = null;
                table.Change(entry.Key, job => job with
                {
                    State = LedgerState.Accepted,
                    RequestId = "req-9",
                    Lease = new() { Owner = "two", Until = DateTimeOffset.MaxValue },
                });
            }
        };
        return ledger;
    }

    private static async Task<List<string>> KeysAsync(Stage stage, string[] inputs)
    {
        var runs = await ManyRuns.AllOf(stage.Still.RunManyAsync(inputs, input => input));
        Assert.All(runs, static run => Assert.Null(run.Error));
        return [.. runs.Select(static run => run.Key!).Order(StringComparer.Ordinal)];
    }

    private static Stage Accepting(JobLedger ledger, int at = 1)
    {
        var stage = Shelf.Accepting(ledger);
        stage.Script.Submit.DoesOnly([.. Enumerable.Range(at, 3).Select(id => Steps.AcceptedAs($"req-{id}"))]);
        return stage;
    }
}
