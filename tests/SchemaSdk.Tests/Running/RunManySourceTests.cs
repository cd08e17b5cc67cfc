using System.Runtime.CompilerServices;
using System.Text.Json;
using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

public class RunManySourceTests
{
    [Fact]
    public async Task What_the_source_throws_comes_after_what_was_begun()
    {
        using var stage = Finishing();
        static IEnumerable<string> Broken()
        {
            yield return "a";
            yield return "b";
            throw new InvalidDataException("line 3");
        }

        List<ModelRun<string, JsonElement>> runs = [];
        var error = await Soon.Throws<InvalidDataException>(CollectAsync(stage.Still.RunManyAsync(Broken()), runs));

        Assert.Equal("line 3", error.Message);
        Assert.Equal(["a", "b"], runs.Select(run => run.Input).Order());
    }

    [Fact]
    public async Task A_slow_source_holds_up_no_result()
    {
        using var stage = Finishing();
        using var stop = new CancellationTokenSource();
        static async IAsyncEnumerable<string> Slow([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            yield return "a";
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(stage.Still.RunManyAsync(Slow(), cancellationToken: stop.Token), runs);
        await Soon.Until(() => runs.Count == 1);
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        Assert.Null(runs[0].Error);
    }

    [Fact]
    public async Task A_source_that_ignores_the_token_holds_up_nobody()
    {
        using var stage = Finishing();
        using var stop = new CancellationTokenSource();
        static async IAsyncEnumerable<string> Deaf()
        {
            await new TaskCompletionSource().Task;
            yield return "a";
        }

        var all = CollectAsync(stage.Still.RunManyAsync(Deaf(), cancellationToken: stop.Token), []);
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
    }
}
