namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The calls in which the matrix places faults. Each call is a column of its table.</summary>
internal enum Call
{
    Submit,
    Status,
    Result,
    Cancel,
    Download,
    Catalog,

    /// <summary>A call to <c>RunManyAsync</c> with one input, up to the moment at which the request id of the job is known.</summary>
    Many,

    /// <summary>A submit during which the client is disposed.</summary>
    Leave,

    /// <summary>A submit of an input whose file the service stores. The fault is in the first request to store it.</summary>
    Upload,

    /// <summary>Like <see cref="Upload"/>, but the fault is in the second request, which contains the file.</summary>
    Put,
}
