using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

public sealed class RunManySourceTests() : StageTest(Stage.Succeeding())
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blocking_source_does_not_delay_a_run_that_has_ended(bool isAsync)
    {
        using var queue = new BlockingCollection<string> { "a" };
        List<ModelRun<string, JsonElement>> runs = [];
        var all = Task.Run(() => CollectAsync(isAsync
            ? Stage.Still.RunManyAsync(BlockingAsync(queue)) : Stage.Still.RunManyAsync(queue.GetConsumingEnumerable()), runs));

        await Soon.Until(() => runs.Count == 1);
        queue.Add("b");
        await Soon.Until(() => runs.Count == 2);
        queue.CompleteAdding();

        await Soon.Async(all);
        Assert.Equal(["a", "b"], runs.Select(run => run.Input));

        static async IAsyncEnumerable<string> BlockingAsync(BlockingCollection<string> queue)
        {
            await Task.CompletedTask;
            foreach (var input in queue.GetConsumingEnumerable())
            {
                yield return input;
            }
        }
    }

    [Fact]
    public async Task A_source_is_enumerated_on_one_thread_that_does_not_belong_to_the_pool()
    {
        var source = new Watched(3);

        await AllOf(Stage.Still.RunManyAsync(source, maxInFlight: 1));

        Assert.Single(source.Threads.Distinct());
        Assert.DoesNotContain(source.Threads, thread => thread.IsPooled);
        Assert.Equal((1, 0), (source.Disposals, source.Collisions));
    }

    [Fact]
    public async Task A_blocked_source_that_its_caller_leaves_is_disposed_once_and_only_after_the_source_returns()
    {
        var source = new Watched(1) { BlocksAtEnd = true };
        var runs = Stage.Still.RunManyAsync(source).GetAsyncEnumerator();
        Assert.True(await Soon.Async(Task.Run(() => runs.MoveNextAsync().AsTask())));
        await Soon.Until(() => source.IsBlocked);

        await Soon.Async(runs.DisposeAsync().AsTask());
        Assert.Equal(0, source.Disposals);
        source.Release.Set();

        await Soon.Until(() => source.Disposals == 1);
        Assert.Equal(0, source.Collisions);
    }

    [Fact]
    public async Task Cancellation_ends_the_enumeration_although_the_source_blocks()
    {
        var source = new Watched(0) { BlocksAtEnd = true };
        var all = Task.Run(() => CollectAsync(Stage.Still.RunManyAsync(source, cancellationToken: Stage.Stop.Token), []));
        await Soon.Until(() => source.IsBlocked);

        await Stage.Stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        source.Release.Set();
        await Soon.Until(() => source.Disposals == 1);
    }

    [Fact]
    public async Task An_exception_of_a_source_that_cannot_begin_is_thrown()
    {
        var error = await Soon.Throws<InvalidDataException>(CollectAsync(Stage.Still.RunManyAsync(new Unreadable()), []));

        Assert.Equal("no file", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_of_the_source_comes_after_the_runs_that_have_begun(bool blocks)
    {
        using var release = new ManualResetEventSlim(initialState: !blocks);
        List<ModelRun<string, JsonElement>> runs = [];
        var all = Task.Run(() => CollectAsync(Stage.Still.RunManyAsync(Broken()), runs));

        await Soon.Until(() => !blocks || runs.Count == 2);
        release.Set();

        Assert.Equal("line 3", (await Soon.Throws<InvalidDataException>(all)).Message);
        Assert.Equal(["a", "b"], runs.Select(run => run.Input).Order());

        IEnumerable<string> Broken()
        {
            yield return "a";
            yield return "b";
            release.Wait();
            throw new InvalidDataException("line 3");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_that_waits_and_ignores_the_token_delays_neither_a_result_nor_cancellation(bool blocks)
    {
        var end = new TaskCompletionSource();
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(Stage.Still.RunManyAsync(Deaf(), cancellationToken: Stage.Stop.Token), runs);
        await Soon.Until(() => runs.Count == 1);
        await Stage.Stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        Assert.Null(runs[0].Error);
        end.SetResult();

        async IAsyncEnumerable<string> Deaf()
        {
            yield return "a";
            if (blocks)
            {
                end.Task.Wait();
            }

            await end.Task;
        }
    }

    [Fact]
    public async Task A_source_whose_cancellation_callback_throws_is_disposed_before_the_caller_gets_the_exception()
    {
        var isDisposed = false;
        var runs = Stage.Still.RunManyAsync(Throwing(), maxInFlight: 1).GetAsyncEnumerator();
        Assert.True(await Soon.Async(runs.MoveNextAsync().AsTask()));

        var error = await Soon.Throws<AggregateException>(runs.DisposeAsync().AsTask());

        Assert.Equal(("no end", true), (error.Flatten().InnerException!.Message, isDisposed));

        async IAsyncEnumerable<string> Throwing([EnumeratorCancellation] CancellationToken stop = default)
        {
            await using var callback = stop.Register(static () => throw new InvalidDataException("no end"));
            try
            {
                yield return "a";
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    private sealed class Watched(int count) : IEnumerable<string>, IEnumerator<string>
    {
        private int _step;
        private int _inside;
        private volatile bool _isBlocked;

        public bool BlocksAtEnd { get; init; }

        public ManualResetEventSlim Release { get; } = new();

        public bool IsBlocked => _isBlocked;

        public ConcurrentQueue<(int Id, bool IsPooled)> Threads { get; } = new();

        public int Disposals { get; private set; }

        public int Collisions { get; private set; }

        public string Current => $"{_step}";

        object IEnumerator.Current => Current;

        public IEnumerator<string> GetEnumerator()
        {
            Threads.Enqueue((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
            return this;
        }

        public bool MoveNext()
        {
            Collisions += Interlocked.Increment(ref _inside) - 1;
            Threads.Enqueue((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
            if (_step == count && BlocksAtEnd)
            {
                _isBlocked = true;
                Release.Wait();
            }

            Interlocked.Decrement(ref _inside);
            return _step++ < count;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            Collisions += _inside;
            Threads.Enqueue((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
            Disposals++;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Unreadable : IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator() => throw new InvalidDataException("no file");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
