namespace SchemaSdk.Emulation.Service;

/// <summary>A switch that is true while clients can connect.</summary>
internal sealed class Reachability
{
    private volatile bool _value = true;

    public event Action? Changed;

    public bool Value
    {
        get => _value;
        set
        {
            _value = value;
            Changed?.Invoke();
        }
    }
}
