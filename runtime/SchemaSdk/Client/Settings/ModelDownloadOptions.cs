using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>From where files are downloaded, and how much.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>
    /// Hosts that files may come from, besides the host of the base address: a name, <c>*.name</c> for every host below it, or
    /// <c>*</c> for any.
    /// Redirects are held to it too. Default: the hosts of the service, for RunComfy <c>*.runcomfy.net</c> and <c>*.runcomfy.com</c>.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [.. KnownServices.Default.Defaults.FileHosts];

    /// <summary>The largest file in bytes, after decompression; more than zero. Default: 2 GiB.</summary>
    public long MaxBytes { get; set; } = 2L << 30;

    /// <summary>
    /// The hosts for a client of a service: while the default ones are still among them, that service's own are in their place.
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
