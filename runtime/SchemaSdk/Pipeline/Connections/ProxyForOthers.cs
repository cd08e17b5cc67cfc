using System.Net;

namespace SchemaSdk.Pipeline.Connections;

/// <summary>
/// The system's proxy for all but this machine: what is called there, an emulator or a tunnel, is not to be found from a proxy, which would
/// see the token as well.
/// </summary>
internal sealed class ProxyForOthers : IWebProxy
{
    public ICredentials? Credentials { get => HttpClient.DefaultProxy.Credentials; set => HttpClient.DefaultProxy.Credentials = value; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
