using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>Clocks that are set meanwhile.</content>
public sealed partial class LostFilesTests
{
    [Fact]
    public async Task A_step_of_the_clock_does_not_count_as_time_in_which_a_file_was_tried()
    {
        using var stage = Begin(Files("a"));
        var time = new SteppedTime(stage.Time);
        stage.Options.TimeProvider = time;
        stage.Script.File.Does(Steps.Answer(404), Steps.Answer(404), Steps.Answer(200, "a"));

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        time.Step = TimeSpan.FromDays(3);
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        var state = Known.State;
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => Known.State == LedgerState.Delivered);

        Assert.Equal(LedgerState.Ended, state);
        Assert.Null(Known.End!.FilesError);
        Assert.Single(Known.End!.Files);
    }
}
