namespace SchemaSdk;

/// <summary>From where files are downloaded, and how much.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// Hosts that files may come from, besides the host of the base address: a name, <c>*.name</c> for every host below it, or
    /// <c>*</c> for any.
    /// Redirects are held to it too. Default: <c>*.runcomfy.net</c> and <c>*.runcomfy.com</c>.
    /// </summary>
    public IList<string> AllowedHosts { get; } = ["*.runcomfy.net", "*.runcomfy.com"];

    /// <summary>The largest file in bytes, after decompression; more than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;
}
