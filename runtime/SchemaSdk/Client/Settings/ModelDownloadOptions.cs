namespace SchemaSdk;

/// <summary>Sets the hosts from which files may be downloaded, and the maximum size of a file.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// Additional hosts from which files may be downloaded: a name, <c>*.name</c> for all its subdomains, or <c>*</c> for any host but this
    /// machine. The host of the base address is always allowed, and so are the hosts of the service (for RunComfy, <c>*.runcomfy.net</c>
    /// and <c>*.runcomfy.com</c>). Redirects must point to allowed hosts too. Default: empty.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The maximum size of a file in bytes, after decompression. More than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;
}
