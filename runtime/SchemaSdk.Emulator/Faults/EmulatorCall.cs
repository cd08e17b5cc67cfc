namespace SchemaSdk.Emulation;

/// <summary>The kinds of calls that a client makes. Each has its own list of faults and its own count.</summary>
public enum EmulatorCall
{
    /// <summary>
    /// Opening a connection. The emulator cannot know yet which calls will use it, and a kept-alive connection can carry many calls.
    /// </summary>
    Connect,

    /// <summary>Submitting an input to a model.</summary>
    Submit,

    /// <summary>Reading the status of a job, also as a stream.</summary>
    Status,

    /// <summary>Reading the result of a job, if the service has a separate call for it.</summary>
    Result,

    /// <summary>Cancelling a job.</summary>
    Cancel,

    /// <summary>Downloading a file that a job made.</summary>
    Download,

    /// <summary>Reading the catalogue: models, their schemas and prices.</summary>
    Catalog,

    /// <summary>Storing a file of an input, or a part of it.</summary>
    Upload,
}
