using SchemaSdk.Durable.Ledgers;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>What a process remembers of files that it could not download, and for how long.</content>
public sealed partial class LostFilesTests
{
    [Fact]
    public async Task What_others_have_delivered_is_forgotten_with_the_time_since_which_it_was_tried()
    {
        using var stage = Begin(Files("a"));
        stage.Script.File.Does(Steps.Answer(400));
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        var failures = ((JobLedger)stage.Options.Ledger!).FileFailures;
        var tried = failures.Count;

        _table.Change("order-7", static last => last with { State = LedgerState.Delivered });
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((1, 0), (tried, failures.Count));
    }

    [Fact]
    public void What_this_process_does_not_try_for_a_day_is_forgotten()
    {
        var (failures, time) = (new FileFailures(), new FakeTime());
        failures.Add("left to others", time);
        failures.Add("tried again", time);
        time.Advance(TimeSpan.FromHours(20));
        failures.Add("tried again", time);
        time.Advance(TimeSpan.FromHours(5));

        var since = failures.Add("tried again", time);

        Assert.Equal((1, TimeSpan.FromHours(25)), (failures.Count, since));
    }
}
