using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

/// <summary>Inputs of an enumerable that blocks until there is another, as a queue does.</summary>
public class BlockingSourceTests
{
    [Fact]
    public async Task It_holds_up_no_run_that_has_ended()
    {
        using var stage = Finishing();
        using var queue = new BlockingCollection<string> { "a" };
        List<ModelRun<string, JsonElement>> runs = [];
        var all = Task.Run(() => CollectAsync(stage.Still.RunManyAsync(queue.GetConsumingEnumerable()), runs));

        await Soon.Until(() => runs.Count == 1);
        queue.Add("b");
        await Soon.Until(() => runs.Count == 2);
        queue.CompleteAdding();

        await Soon.Async(all);
        Assert.Equal(["a", "b"], runs.Select(run => run.Input));
    }

    [Fact]
    public async Task What_it_throws_after_it_blocked_comes_after_what_was_begun()
    {
        using var stage = Finishing();
        using var release = new ManualResetEventSlim();
        List<ModelRun<string, JsonElement>> runs = [];
        var all = Task.Run(() => CollectAsync(stage.Still.RunManyAsync(Broken()), runs));

        await Soon.Until(() => runs.Count == 1);
        release.Set();

        Assert.Equal("line 2", (await Soon.Throws<InvalidDataException>(all)).Message);
        Assert.Single(runs);

        IEnumerable<string> Broken()
        {
            yield return "a";
            release.Wait();
            throw new InvalidDataException("line 2");
        }
    }

    [Fact]
    public async Task It_is_gone_through_on_one_thread_that_is_none_of_the_pool()
    {
        using var stage = Finishing();
        var source = new Watched(3);

        await AllOf(stage.Still.RunManyAsync(source, maxInFlight: 1));

        Assert.Single(source.Threads.Distinct());
        Assert.DoesNotContain(source.Threads, thread => thread.IsOfPool);
        Assert.Equal((1, 0), (source.Disposals, source.Collisions));
    }

    [Fact]
    public async Task Left_while_it_blocks_it_is_disposed_of_once_and_only_when_its_step_is_over()
    {
        using var stage = Finishing();
        var source = new Watched(1) { BlocksAtEnd = true };
        var runs = stage.Still.RunManyAsync(source).GetAsyncEnumerator();
        Assert.True(await Soon.Async(Task.Run(() => runs.MoveNextAsync().AsTask())));
        await Soon.Until(() => source.IsBlocked);

        await Soon.Async(runs.DisposeAsync().AsTask());
        Assert.Equal(0, source.Disposals);
        source.Release.Set();

        await Soon.Until(() => source.Disposals == 1);
        Assert.Equal(0, source.Collisions);
    }

    [Fact]
    public async Task Cancelled_while_it_blocks_the_enumeration_ends()
    {
        using var stage = Finishing();
        using var stop = new CancellationTokenSource();
        var source = new Watched(0) { BlocksAtEnd = true };
        var all = Task.Run(() => CollectAsync(stage.Still.RunManyAsync(source, cancellationToken: stop.Token), []));
        await Soon.Until(() => source.IsBlocked);

        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        source.Release.Set();
        await Soon.Until(() => source.Disposals == 1);
    }

    [Fact]
    public async Task What_its_beginning_throws_is_thrown()
    {
        using var stage = Finishing();

        var error = await Soon.Throws<InvalidDataException>(CollectAsync(stage.Still.RunManyAsync(new Unreadable()), []));

        Assert.Equal("no file", error.Message);
    }

    private sealed class Watched(int count) : IEnumerable<string>, IEnumerator<string>
    {
        private int _step;
        private int _inside;
        private volatile bool _isBlocked;

        public bool BlocksAtEnd { get; init; }

        public ManualResetEventSlim Release { get; } = new();

        public bool IsBlocked => _isBlocked;

        public ConcurrentQueue<(int Id, bool IsOfPool)> Threads { get; } = new();

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
