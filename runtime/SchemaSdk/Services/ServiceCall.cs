namespace SchemaSdk.Services;

/// <summary>A call to a service.</summary>
public enum ServiceCall
{
    /// <summary>Sends an input to start a job.</summary>
    Submit,

    /// <summary>Reads the state of a job.</summary>
    Status,

    /// <summary>Reads the result of a job.</summary>
    Result,

    /// <summary>Asks the service to cancel a job.</summary>
    Cancel,

    /// <summary>Reads the catalogue of models.</summary>
    Catalog,

    /// <summary>Asks for the price of a run.</summary>
    Price,

    /// <summary>Reads the list of submitted jobs.</summary>
    List,

    /// <summary>Stores an input file, or a part of it.</summary>
    Upload,
}
