namespace SchemaSdk.Emulation;

/// <summary>The kinds of API calls. The emulator carries out most of them; <see cref="EmulatedProtocol"/> writes the answers.</summary>
public enum ServiceCallKind
{
    /// <summary>A request that the service does not recognize.</summary>
    Unknown,

    /// <summary>Submitting an input to a model.</summary>
    Submit,

    /// <summary>Reading the status of a job, or the whole job if the service has no separate result.</summary>
    Status,

    /// <summary>Reading the changes of a job as server-sent events, until the job has ended.</summary>
    Stream,

    /// <summary>Reading the result of a job.</summary>
    Result,

    /// <summary>Cancelling a job.</summary>
    Cancel,

    /// <summary>Downloading a file that a job made.</summary>
    File,

    /// <summary>A request for models or prices, which the protocol answers without a job.</summary>
    Catalog,

    /// <summary>Any other request that the protocol carries out itself, such as one for a list of jobs.</summary>
    Other,

    /// <summary>Storing an input file, or a part of one. The protocol carries out this call itself.</summary>
    Upload,
}
