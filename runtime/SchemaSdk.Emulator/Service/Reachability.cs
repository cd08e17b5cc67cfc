namespace SchemaSdk.Emulation.Service;

/// <summary>Says whether clients can connect, and reports each change.</summary>
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
