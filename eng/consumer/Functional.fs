module Program

open System
open MemoryProfiler

[<Profile>]
let loops () =
    let mutable total = 0
    for i in 1 .. 1000 do
        let a = Array.zeroCreate<byte> 1000
        total <- total + a.Length
    total

[<Profile>]
let apply (f: int -> byte[]) n =
    let a = Array.zeroCreate<byte> 2000
    // A method with a tail call is optimised at once, and optimised code drops an array that nobody keeps.
    GC.KeepAlive a
    f (n + a.Length)

[<EntryPoint>]
let main _ =
    printfn "%d %d" (loops ()) (apply (fun n -> Array.zeroCreate<byte> n) 5).Length
    MemoryReport.Print()
    0
