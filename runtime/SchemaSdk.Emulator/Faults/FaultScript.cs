namespace SchemaSdk.Emulation.Faults;

/// <summary>
/// The faults for one kind of call: first those in the list, then those with a rate. Not thread-safe; the owner must lock.
/// </summary>
/// <typeparam name="T">The type of a fault.</typeparam>
/// <param name="none">The value that means that a call gets no fault.</param>
/// <param name="seed">The seed for faults with a rate.</param>
internal sealed class FaultScript<T>(T none, int seed)
{
    private readonly Queue<Entry> _entries = new();
    private readonly Random _random = new(seed);
    private readonly List<(T What, string Text, double Rate)> _rates = [];

    /// <summary>The faults that have not been used up, in order.</summary>
    public IEnumerable<FaultLine> Lines =>
    [
        .. _entries.Select(entry => new FaultLine(entry.Text, entry.Times == int.MaxValue ? null : entry.Times, Rate: null)),
        .. _rates.Select(rate => new FaultLine(rate.Text, Left: null, rate.Rate)),
    ];

    public void Add(T what, string text, int times) => _entries.Enqueue(new Entry(what, text) { Times = times });

    public void AddAtRate(T what, string text, double rate) => _rates.Add((what, text, rate));

    public void Clear()
    {
        _entries.Clear();
        _rates.Clear();
    }

    /// <summary>Returns the fault for a new call. Removes a fault that is used up.</summary>
    public T Next()
    {
        if (_entries.TryPeek(out var entry))
        {
            if (entry.Times != int.MaxValue && --entry.Times == 0)
            {
                _entries.Dequeue();
            }

            return entry.What;
        }

        foreach (var (what, _, rate) in _rates)
        {
            if (_random.NextDouble() < rate)
            {
                return what;
            }
        }

        return none;
    }

    private sealed record Entry(T What, string Text)
    {
        public int Times { get; set; }
    }
}
