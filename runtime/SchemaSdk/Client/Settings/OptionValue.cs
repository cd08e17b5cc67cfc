namespace SchemaSdk.Client.Settings;

/// <summary>An option whose default is the service's, which is not known yet when the options are made.</summary>
internal struct OptionValue<T>
    where T : struct, IEquatable<T>
{
    private bool _wasRead;

    /// <summary>The value that was set; null if none was.</summary>
    internal T? Set { get; private set; }

    /// <summary>Returns the value that was set, or the default.</summary>
    internal T Read(T usual)
    {
        _wasRead = true;
        return Set ?? usual;
    }

    /// <summary>Sets the value, unless a configuration binder only writes back the default that it has read.</summary>
    internal void Write(T value, T usual)
    {
        if (Set is not null || !_wasRead || !value.Equals(usual))
        {
            Set = value;
        }
    }
}
