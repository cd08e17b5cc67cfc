using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>A call that is measured in short rounds.</summary>
/// <param name="name">The name of the call, such as <c>write an input, plainly</c>.</param>
/// <param name="call">What is called. Its result is kept, so that the compiler leaves nothing out.</param>
internal sealed class TimedCall(string name, Func<object?> call)
{
    private const double RoundNanoseconds = 4_000_000;

    private readonly List<CallCost> _rounds = [];
    private int _count = 1;
    private object? _result;

    internal string Name => name;

    /// <summary>The quickest round: the others lost time to something else. And the fewest bytes of a round.</summary>
    internal CallCost Cost => new(_rounds.Min(round => round.Nanoseconds), _rounds.Min(round => round.Bytes));

    /// <summary>Runs for a round, and learns how many calls make one.</summary>
    internal void WarmUp()
    {
        var round = Run();
        _count = Math.Clamp((int)(RoundNanoseconds / round.Nanoseconds), 1, 2 * _count);
    }

    /// <summary>Runs for a round that counts.</summary>
    internal void Measure() => _rounds.Add(Run());

    // It is compiled once and for all: the loop is not what is measured.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallCost Run()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < _count; i++)
        {
            _result = call();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new(elapsed.TotalNanoseconds / _count, (double)bytes / _count);
    }
}
