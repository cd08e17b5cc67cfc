namespace SchemaSdk.Client.Settings;

/// <summary>An option whose default is the service's, which is not known yet when the options are made.</summary>
internal struct OptionValue<T>
    where T : struct, IEquatable<T>
{
    private bool _wasRead;

    /// <summary>The value that was set; null if none was.</summary>
    internal T? Set { get; private set; }

    /// <summary>The value that was set, or the usual one.</summary>
    internal T Read(T usual)
    {
        _wasRead = true;
        return Set ?? usual;
    }

    /// <summary>Sets it. Binders of configurations write back what they read of an option that is not configured.</summary>
    internal void Write(T value, T usual)
    {
        if (Set is not null || !_wasRead || !value.Equals(usual))
        {
            Set = value;
        }
    }
}
