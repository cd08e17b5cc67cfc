namespace SchemaSdk.Emulation;

/// <summary>The kinds of calls that a client makes. Each has its own list of faults and its own count.</summary>
public enum EmulatorCall
{
    /// <summary>
    /// Opening a connection. This kind is separate, because the emulator does not know yet which calls the connection will carry. A
    /// kept-alive connection can carry many.
    /// </summary>
    Connect,

    /// <summary>Submitting an input to a model.</summary>
    Submit,

    /// <summary>Reading the status of a job, once or as a stream.</summary>
    Status,

    /// <summary>Reading the result of a job, if the service has a separate call for it.</summary>
    Result,

    /// <summary>Cancelling a job.</summary>
    Cancel,

    /// <summary>Downloading a file that a job made.</summary>
    Download,

    /// <summary>Reading the catalogue: models, their schemas and prices.</summary>
    Catalog,

    /// <summary>Storing an input file, or a part of it.</summary>
    Upload,
}
