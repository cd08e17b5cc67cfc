namespace SchemaSdk.Jobs.Polling;

/// <summary>The last durations of a model, as natural logarithms of seconds.</summary>
internal sealed class DurationWindow
{
    internal const int Size = 20;

    /// <summary>The number of unexpected durations in a row that count as a change of speed.</summary>
    private const int Change = 3;

    private const double FarInSigmas = 4;

    /// <summary>The smallest change that counts: a fifth more or less is not one, however alike the durations before were.</summary>
    private const double LeastFar = 0.2;

    private readonly List<double> _logarithms = new(Size);

    // Of each, the deviation of where in the time between two polls it may have ended.
    private readonly List<double> _errors = new(Size);

    /// <summary>Durations that were seen in so coarse a way can all look alike.</summary>
    internal double LeastSigma => _errors.Average();

    internal ReadOnlySpan<double> Logarithms => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_logarithms);

    // uncertain: the time within which it ended, in seconds.
    internal void Add(double seconds, double uncertain)
    {
        if (_logarithms.Count == Size)
        {
            Forget(1);
        }

        _logarithms.Add(Math.Log(seconds));
        _errors.Add(uncertain / seconds / Math.Sqrt(12));
        if (HasChanged())
        {
            Forget(_logarithms.Count - Change);
        }
    }

    private void Forget(int oldest)
    {
        _logarithms.RemoveRange(0, oldest);
        _errors.RemoveRange(0, oldest);
    }

    private bool HasChanged()
    {
        var before = Logarithms[..Math.Max(_logarithms.Count - Change, 0)];
        if (before.Length < Change)
        {
            return false;
        }

        double mean = 0, squares = 0;
        foreach (var logarithm in before)
        {
            mean += logarithm / before.Length;
        }

        foreach (var logarithm in before)
        {
            squares += (logarithm - mean) * (logarithm - mean);
        }

        var far = Math.Max(FarInSigmas * Math.Sqrt(squares / before.Length), LeastFar);
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var logarithm in Logarithms[before.Length..])
        {
            (least, most) = (Math.Min(least, logarithm - mean), Math.Max(most, logarithm - mean));
        }

        return least > far || most < -far;
    }
}
