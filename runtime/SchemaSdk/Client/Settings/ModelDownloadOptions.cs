using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>Sets the hosts from which files may be downloaded, and their maximum size.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// The hosts from which files may be downloaded, in addition to the host of the base address: a name, <c>*.name</c> for all its
    /// subdomains, or <c>*</c> for any host. Redirects must lead to such hosts too. Default: the service's hosts, for RunComfy
    /// <c>*.runcomfy.net</c> and <c>*.runcomfy.com</c>.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [.. KnownServices.Default.Defaults.FileHosts];

    /// <summary>The maximum size of a file in bytes, after decompression. More than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;

    // If all default hosts are still listed, the hosts of the service replace them.
    internal IList<string> HostsFor(ServiceProfile service)
    {
        if (service == KnownServices.Default)
        {
            return AllowedHosts;
        }

        var own = new List<string>(AllowedHosts);
        foreach (var usual in KnownServices.Default.Defaults.FileHosts)
        {
            if (own.RemoveAll(host => host == usual) == 0)
            {
                return AllowedHosts;
            }
        }

        own.InsertRange(0, service.Defaults.FileHosts);
        return own;
    }
}
