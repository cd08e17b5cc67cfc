namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>Some machines, of which one after the other is killed and another one started in its place.</summary>
internal sealed class Fleet(Func<string, MachineOrder> orderOf) : IDisposable
{
    public const int Size = 4;

    private readonly Machine[] _places = new Machine[Size];
    private readonly List<Machine> _all = [];

    /// <summary>All machines that ever were.</summary>
    public IReadOnlyList<Machine> All => _all;

    /// <summary>The number of machines that were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The number of messages that the broker delivered again.</summary>
    public int Redelivered => _all.Sum(machine => machine.Redelivered);

    public async Task StartAsync()
    {
        for (var place = 0; place < Size; place++)
        {
            Put(place);
        }

        await Task.WhenAll(_places.Select(machine => machine.StartedAsync()));
    }

    /// <summary>Kills machines in turn until it is told to stop.</summary>
    public async Task KillAsync(TimeSpan interval, int most, CancellationToken stop)
    {
        while (Kills < most && !stop.IsCancellationRequested)
        {
            await Task.Delay(interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                var place = Kills++ % Size;
                await _places[place].KillAsync();
                Put(place);
            }
        }
    }

    public void Dispose() => _all.ForEach(machine => machine.Dispose());

    /// <summary>The place of a machine by its name.</summary>
    public static int PlaceOf(string name) => int.Parse(name.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

    private void Put(int place)
    {
        _places[place] = Machine.Start(orderOf($"machine-{place}-{_all.Count}"));
        _all.Add(_places[place]);
    }
}
