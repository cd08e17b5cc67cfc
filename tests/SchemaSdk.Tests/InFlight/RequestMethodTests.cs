using System.Runtime.CompilerServices;
using SchemaSdk.InFlight;

namespace SchemaSdk.Tests.InFlight;

/// <summary>Asynchronous methods whose calls are used again.</summary>
public class RequestMethodTests
{
    private static readonly AsyncLocal<string?> Local = new();

    [Fact]
    public async Task Many_calls_at_once_and_after_each_other_each_have_their_own_result()
    {
        for (var round = 0; round < 50; round++)
        {
            var calls = Enumerable.Range(0, 200).Select(call => TwiceAsync(call).AsTask());

            Assert.Equal(Enumerable.Range(0, 200).Select(static call => 2 * call), await Task.WhenAll(calls));
        }
    }

    [Fact]
    public async Task A_call_is_used_again_once_it_was_awaited()
    {
        await AllocatedAsync();

        // A call and its action are more than a hundred bytes.
        Assert.InRange(await AllocatedAsync(), 0, 100 * 100);
    }

    [Fact]
    public async Task What_is_awaited_twice_throws_and_spoils_no_other_call()
    {
        var first = YieldAsync(1);
        await first;
        var second = YieldAsync(2);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await first);

        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task An_exception_comes_before_and_after_an_await()
    {
        Assert.Equal("before", (await Assert.ThrowsAsync<IOException>(async () => await ThrowAsync(isLate: false))).Message);
        Assert.Equal("after", (await Assert.ThrowsAsync<IOException>(async () => await ThrowAsync(isLate: true))).Message);
    }

    [Fact]
    public async Task A_call_keeps_its_context_and_leaves_none_of_it_to_its_caller()
    {
        Local.Value = "caller";

        var (before, after) = await ContextAsync();

        Assert.Equal(("caller", "call", "caller"), (before, after, Local.Value));
    }

    [AsyncMethodBuilder(typeof(RequestMethodBuilder<>))]
    private static async ValueTask<int> TwiceAsync(int number)
    {
        await Task.Yield();
        var half = await YieldAsync(number).ConfigureAwait(false);
        await Task.Delay(number % 3).ConfigureAwait(false);
        return half + number;
    }

    [AsyncMethodBuilder(typeof(RequestMethodBuilder<>))]
    private static async ValueTask<int> YieldAsync(int number)
    {
        await Task.Yield();
        return number;
    }

    [AsyncMethodBuilder(typeof(RequestMethodBuilder<>))]
    private static async ValueTask<int> ThrowAsync(bool isLate)
    {
        if (!isLate)
        {
            throw new IOException("before");
        }

        await Task.Yield();
        throw new IOException("after");
    }

    [AsyncMethodBuilder(typeof(RequestMethodBuilder<>))]
    private static async ValueTask<(string? Before, string? After)> ContextAsync()
    {
        var before = Local.Value;
        Local.Value = "call";
        await Task.Yield();
        return (before, Local.Value);
    }

    private static async Task<long> AllocatedAsync()
    {
        var gate = new Gate();
        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
        {
            var waiting = WaitAsync(gate);
            gate.Open();
            await waiting;
        }

        return GC.GetAllocatedBytesForCurrentThread() - start;
    }

    [AsyncMethodBuilder(typeof(RequestMethodBuilder<>))]
    private static async ValueTask<int> WaitAsync(Gate gate)
    {
        await gate;
        return 1;
    }

    // Goes on at once on the thread that opens it, and allocates nothing itself.
    private sealed class Gate : INotifyCompletion
    {
        private Action? _next;

        public bool IsCompleted => false;

        public Gate GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => _next = continuation;

        public void Open() => _next!();
    }
}
