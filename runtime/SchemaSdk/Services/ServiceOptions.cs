namespace SchemaSdk;

/// <summary>Options that only one service has, such as <see cref="FalOptions"/> and <see cref="ReplicateOptions"/>.</summary>
public abstract record ServiceOptions
{
    /// <summary>The name of the service, as in <see cref="ServiceNames.Name"/>. A client for another service refuses the options.</summary>
    public abstract string ServiceName { get; }

    /// <summary>True if the service may run a job with another model than requested. It then lists the job under that model.</summary>
    internal virtual bool MayRunElsewhere => false;

    /// <summary>Checks the values. Default: does nothing.</summary>
    /// <exception cref="ArgumentException">A value is invalid.</exception>
    public virtual void Validate() { }
}
