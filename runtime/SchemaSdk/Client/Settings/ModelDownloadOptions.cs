using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>The hosts from which files are downloaded, and the limit of their size.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// The hosts from which files may come, in addition to the host of the base address: a name, <c>*.name</c> for every host below it, or
    /// <c>*</c> for any. They apply to redirects too. Default: the hosts of the service, for RunComfy <c>*.runcomfy.net</c> and
    /// <c>*.runcomfy.com</c>.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [.. KnownServices.Default.Defaults.FileHosts];

    /// <summary>The largest file in bytes, after decompression; more than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;

    /// <summary>
    /// The hosts for a client of a service: if all default hosts are still listed, the service's own hosts replace them.
    /// </summary>
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
