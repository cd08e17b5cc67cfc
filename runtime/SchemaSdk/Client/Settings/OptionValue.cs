namespace SchemaSdk.Client.Settings;

/// <summary>An option whose default depends on the service, which is not known yet when the options are created.</summary>
internal struct OptionValue<T>
    where T : struct, IEquatable<T>
{
    private bool _wasRead;

    internal T? Set { get; private set; }

    internal T Read(T usual)
    {
        _wasRead = true;
        return Set ?? usual;
    }

    /// <summary>Sets the value, unless a configuration binder merely writes back the default that it has read.</summary>
    internal void Write(T value, T usual)
    {
        if (Set is not null || !_wasRead || !value.Equals(usual))
        {
            Set = value;
        }
    }
}
