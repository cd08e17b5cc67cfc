using System.Diagnostics;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>Waits until the thread pool has no waiting work items and no busy threads.</summary>
/// <remarks>With fake time, nothing can happen after that. Nothing else in the process may use the pool.</remarks>
internal sealed class Quiet
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // The number of pool threads that are busy when no test runs. The test host may occupy one.
    private int _others = Enumerable.Range(0, 20).Min(static _ =>
    {
        Thread.Sleep(5);
        return Busy;
    });

    private static int Busy
    {
        get
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            return most - free;
        }
    }

    /// <summary>
    /// Runs an action on a new thread, so that the pool can become idle, and so that the SynchronizationContext of a test does not take
    /// over continuations.
    /// </summary>
    public static void OnOwnThread(Action run, Func<string> failed)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                run();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException(failed(), failure);
        }
    }

    /// <param name="isBusy">True while work is waiting for the system clock without a thread. Null if all work needs a thread.</param>
    public void Wait(Func<bool>? isBusy = null)
    {
        if (isBusy?.Invoke() != true && IsQuiet())
        {
            return;
        }

        for (var start = Stopwatch.GetTimestamp(); isBusy?.Invoke() == true || !IsQuiet();)
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"The pool did not become idle within {Limit.TotalSeconds} s: something loops without a delay.");
            }

            Thread.Yield();
        }
    }

    // A thread may take a work item from the queue after the first count, so the threads are counted again.
    private bool IsQuiet()
    {
        if (Busy > _others || ThreadPool.PendingWorkItemCount > 0)
        {
            return false;
        }

        var busy = Busy;
        _others = Math.Min(_others, busy);
        return busy <= _others;
    }
}
