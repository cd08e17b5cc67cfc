namespace SchemaSdk.Emulation.Service;

/// <summary>Whether anybody can connect.</summary>
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
