namespace SchemaSdk;

/// <summary>Sets the hosts from which files may be downloaded, and their maximum size.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// More hosts from which files may be downloaded, besides the host of the base address and the hosts of the service, which for RunComfy
    /// are <c>*.runcomfy.net</c> and <c>*.runcomfy.com</c>: a name, <c>*.name</c> for all its subdomains, or <c>*</c> for any host.
    /// Redirects must lead to such hosts too. Default: empty.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The maximum size of a file in bytes, after decompression. More than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;
}
