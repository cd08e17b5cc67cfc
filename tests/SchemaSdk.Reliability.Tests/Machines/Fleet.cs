namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>Several machines, which are killed and replaced one after another.</summary>
internal sealed class Fleet(Func<string, MachineOrder> orderOf) : IDisposable
{
    public const int Size = 4;

    private readonly Machine[] _places = new Machine[Size];
    private readonly List<Machine> _all = [];

    public IReadOnlyList<Machine> All => _all;

    public int Kills { get; private set; }

    public async Task StartAsync()
    {
        for (var place = 0; place < Size; place++)
        {
            Put(place);
        }

        await Task.WhenAll(_places.Select(machine => machine.StartedAsync()));
    }

    public async Task KillAsync(TimeSpan interval, int most, CancellationToken stop)
    {
        while (Kills < most && !stop.IsCancellationRequested)
        {
            await Task.Delay(interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                var place = Kills++ % Size;
                _places[place].Kill();
                Put(place);
            }
        }
    }

    public void Dispose() => _all.ForEach(machine => machine.Dispose());

    private void Put(int place)
    {
        _places[place] = Machine.Start(orderOf($"machine-{place}-{_all.Count}"));
        _all.Add(_places[place]);
    }
}
