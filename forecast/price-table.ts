/**
 * On-demand dollars an hour on Linux of the GPU instance types that a model may name, by region, with the day on which they
 * were read. From the AWS Price List, by way of Karpenter's generated table (us-east-1) and instances.vantage.sh (the other
 * regions). `npm run forecast:prices -- us-west-2` reads a region anew from the AWS Price List and rewrites this file.
 */
export const priceLines = `
af-south-1 2026-01-21
  g4dn.12xlarge=5.19 g4dn.16xlarge=5.774 g4dn.2xlarge=0.998 g4dn.4xlarge=1.597 g4dn.8xlarge=2.887 g4dn.metal=10.381
  g4dn.xlarge=0.698
ap-east-1 2026-01-21
  g4dn.12xlarge=6.024 g4dn.16xlarge=6.702 g4dn.2xlarge=1.158 g4dn.4xlarge=1.854 g4dn.8xlarge=3.351 g4dn.metal=12.048
  g4dn.xlarge=0.81 g5.12xlarge=8.7324 g5.16xlarge=6.306 g5.24xlarge=12.5382 g5.2xlarge=1.8659 g5.48xlarge=25.0764
  g5.4xlarge=2.5002 g5.8xlarge=3.7689 g5.xlarge=1.5488
ap-northeast-1 2026-01-21
  g4dn.12xlarge=5.281 g4dn.16xlarge=5.875 g4dn.2xlarge=1.015 g4dn.4xlarge=1.625 g4dn.8xlarge=2.938 g4dn.metal=10.562
  g4dn.xlarge=0.71 g5.12xlarge=8.2261 g5.16xlarge=5.9404 g5.24xlarge=11.8112 g5.2xlarge=1.7578 g5.48xlarge=23.6225
  g5.4xlarge=2.3553 g5.8xlarge=3.5503 g5.xlarge=1.459 g6.12xlarge=6.6737 g6.16xlarge=4.9264 g6.24xlarge=9.681
  g6.2xlarge=1.4178 g6.48xlarge=19.3621 g6.4xlarge=1.919 g6.8xlarge=2.9215 g6.xlarge=1.1672 g6e.12xlarge=15.2174
  g6e.16xlarge=10.9892 g6e.24xlarge=21.8496 g6e.2xlarge=3.2517 g6e.48xlarge=43.6991 g6e.4xlarge=4.357
  g6e.8xlarge=6.5678 g6e.xlarge=2.699 gr6.4xlarge=2.2323 gr6.8xlarge=3.548 p3dn.24xlarge=42.783 p4d.24xlarge=30.0978
  p4de.24xlarge=37.6223 p5.48xlarge=68.8 p5.4xlarge=8.6 p5en.48xlarge=79.12
ap-northeast-2 2026-01-21
  g4dn.12xlarge=4.812 g4dn.16xlarge=5.353 g4dn.2xlarge=0.925 g4dn.4xlarge=1.481 g4dn.8xlarge=2.677 g4dn.metal=9.624
  g4dn.xlarge=0.647 g5.12xlarge=6.9744 g5.16xlarge=5.0365 g5.24xlarge=10.014 g5.2xlarge=1.4903 g5.48xlarge=20.0281
  g5.4xlarge=1.9969 g5.8xlarge=3.0101 g5.xlarge=1.237 g6.12xlarge=5.6582 g6.16xlarge=4.1768 g6.24xlarge=8.208
  g6.2xlarge=1.2021 g6.48xlarge=16.4159 g6.4xlarge=1.627 g6.8xlarge=2.4769 g6.xlarge=0.9896 g6e.12xlarge=12.9001
  g6e.16xlarge=9.3157 g6e.24xlarge=18.5223 g6e.2xlarge=2.7565 g6e.48xlarge=37.0447 g6e.4xlarge=3.6936
  g6e.8xlarge=5.5676 g6e.xlarge=2.288 gr6.4xlarge=1.8926 gr6.8xlarge=3.0081 p4d.24xlarge=30.4103 p5.48xlarge=75.9552
  p5en.48xlarge=87.3485
ap-northeast-3 2026-01-21
  g4dn.12xlarge=5.281 g4dn.16xlarge=5.875 g4dn.2xlarge=1.015 g4dn.4xlarge=1.625 g4dn.8xlarge=2.938 g4dn.metal=10.562
  g4dn.xlarge=0.71
ap-south-1 2026-01-21
  g4dn.12xlarge=4.306 g4dn.16xlarge=4.791 g4dn.2xlarge=0.828 g4dn.4xlarge=1.325 g4dn.8xlarge=2.395 g4dn.metal=8.612
  g4dn.xlarge=0.579 g5.12xlarge=6.8109 g5.16xlarge=4.9185 g5.24xlarge=9.7793 g5.2xlarge=1.4554 g5.48xlarge=19.5586
  g5.4xlarge=1.9501 g5.8xlarge=2.9396 g5.xlarge=1.208 g6.12xlarge=5.5256 g6.16xlarge=4.0789 g6.24xlarge=8.0155
  g6.2xlarge=1.1739 g6.48xlarge=16.0311 g6.4xlarge=1.5889 g6.8xlarge=2.4189 g6.xlarge=0.9664 gr6.4xlarge=1.8483
  gr6.8xlarge=2.9377 p4d.24xlarge=26.3444 p5.48xlarge=66.048 p5.4xlarge=8.256 p5en.48xlarge=75.9552
ap-south-2 2026-01-21
  g6.12xlarge=5.5256 g6.16xlarge=4.0789 g6.24xlarge=8.0155 g6.2xlarge=1.1739 g6.48xlarge=16.0311 g6.4xlarge=1.5889
  g6.8xlarge=2.4189 g6.xlarge=0.9664
ap-southeast-1 2026-01-21
  g4dn.12xlarge=5.474 g4dn.16xlarge=6.089 g4dn.2xlarge=1.052 g4dn.4xlarge=1.685 g4dn.8xlarge=3.045 g4dn.metal=10.948
  g4dn.xlarge=0.736 p4d.24xlarge=26.3492 p4de.24xlarge=32.9365
ap-southeast-2 2026-01-21
  g4dn.12xlarge=5.087 g4dn.16xlarge=5.659 g4dn.2xlarge=0.978 g4dn.4xlarge=1.566 g4dn.8xlarge=2.83 g4dn.metal=10.174
  g4dn.xlarge=0.684 g5.12xlarge=7.3747 g5.16xlarge=5.3256 g5.24xlarge=10.5888 g5.2xlarge=1.5758 g5.48xlarge=21.1776
  g5.4xlarge=2.1115 g5.8xlarge=3.1829 g5.xlarge=1.308 g6.12xlarge=5.983 g6.16xlarge=4.4165 g6.24xlarge=8.6791
  g6.2xlarge=1.2711 g6.48xlarge=17.3582 g6.4xlarge=1.7204 g6.8xlarge=2.6191 g6.xlarge=1.0464 gr6.4xlarge=2.0012
  gr6.8xlarge=3.1807 p4d.24xlarge=28.5449 p5.48xlarge=71.552 p5.4xlarge=8.944
ap-southeast-3 2026-01-21
  g5.12xlarge=7.9385 g5.16xlarge=5.7328 g5.24xlarge=11.3984 g5.2xlarge=1.6963 g5.48xlarge=22.7967 g5.4xlarge=2.2729
  g5.8xlarge=3.4262 g5.xlarge=1.408 p5.48xlarge=75.9552 p5.4xlarge=9.4944 p5en.48xlarge=87.3485
ap-southeast-5 2026-01-21
  g6.12xlarge=5.7966 g6.16xlarge=4.2789 g6.24xlarge=8.4087 g6.2xlarge=1.2315 g6.48xlarge=16.8174 g6.4xlarge=1.6668
  g6.8xlarge=2.5375 g6.xlarge=1.0138 gr6.4xlarge=1.9388 gr6.8xlarge=3.0815
ca-central-1 2026-01-21
  g4dn.12xlarge=4.343 g4dn.16xlarge=4.832 g4dn.2xlarge=0.835 g4dn.4xlarge=1.337 g4dn.8xlarge=2.416 g4dn.metal=8.687
  g4dn.xlarge=0.584 g5.12xlarge=6.2978 g5.16xlarge=4.5479 g5.24xlarge=9.0426 g5.2xlarge=1.3457 g5.48xlarge=18.0852
  g5.4xlarge=1.8032 g5.8xlarge=2.7181 g5.xlarge=1.117 g6.12xlarge=5.1093 g6.16xlarge=3.7716 g6.24xlarge=7.4117
  g6.2xlarge=1.0855 g6.48xlarge=14.8235 g6.4xlarge=1.4692 g6.8xlarge=2.2367 g6.xlarge=0.8936 gr6.4xlarge=1.709
  gr6.8xlarge=2.7163 p4d.24xlarge=25.2517 p5.48xlarge=63.296
eu-central-1 2026-01-21
  g4dn.12xlarge=4.89 g4dn.16xlarge=5.44 g4dn.2xlarge=0.94 g4dn.4xlarge=1.505 g4dn.8xlarge=2.72 g4dn.metal=9.78
  g4dn.xlarge=0.658 g5.12xlarge=7.0928 g5.16xlarge=5.122 g5.24xlarge=10.184 g5.2xlarge=1.5156 g5.48xlarge=20.3681
  g5.4xlarge=2.0308 g5.8xlarge=3.0612 g5.xlarge=1.258 g6.12xlarge=5.7543 g6.16xlarge=4.2477 g6.24xlarge=8.3473
  g6.2xlarge=1.2225 g6.48xlarge=16.6946 g6.4xlarge=1.6547 g6.8xlarge=2.519 g6.xlarge=1.0064 g6e.12xlarge=13.12
  g6e.16xlarge=9.4745 g6e.24xlarge=18.8381 g6e.2xlarge=2.8035 g6e.48xlarge=37.6761 g6e.4xlarge=3.7565
  g6e.8xlarge=5.6625 g6e.xlarge=2.327 gr6.4xlarge=1.9248 gr6.8xlarge=3.0593 p4d.24xlarge=27.433
  p4de.24xlarge=34.2912
eu-central-2 2026-01-21
  g6.12xlarge=6.2037 g6.16xlarge=4.5794 g6.24xlarge=8.9992 g6.2xlarge=1.318 g6.48xlarge=17.9985 g6.4xlarge=1.7839
  g6.8xlarge=2.7157 g6.xlarge=1.085 gr6.4xlarge=2.1649 gr6.8xlarge=3.4409
eu-north-1 2026-01-21
  g4dn.12xlarge=4.15 g4dn.16xlarge=4.617 g4dn.2xlarge=0.798 g4dn.4xlarge=1.277 g4dn.8xlarge=2.308 g4dn.metal=8.3
  g4dn.xlarge=0.558 g5.12xlarge=6.0159 g5.16xlarge=4.3444 g5.24xlarge=8.6378 g5.2xlarge=1.2855 g5.48xlarge=17.2756
  g5.4xlarge=1.7225 g5.8xlarge=2.5964 g5.xlarge=1.067 g6.12xlarge=4.8806 g6.16xlarge=3.6028 g6.24xlarge=7.08
  g6.2xlarge=1.0369 g6.48xlarge=14.1599 g6.4xlarge=1.4034 g6.8xlarge=2.1366 g6.xlarge=0.8536 g6e.12xlarge=11.1297
  g6e.16xlarge=8.0373 g6e.24xlarge=15.9804 g6e.2xlarge=2.3782 g6e.48xlarge=31.9608 g6e.4xlarge=3.1867
  g6e.8xlarge=4.8035 g6e.xlarge=1.974 gr6.4xlarge=1.6326 gr6.8xlarge=2.5949 p4d.24xlarge=23.7157 p5.48xlarge=58.8928
  p5en.48xlarge=67.7267
eu-south-1 2026-01-21
  g4dn.12xlarge=4.58 g4dn.16xlarge=5.095 g4dn.2xlarge=0.88 g4dn.4xlarge=1.41 g4dn.8xlarge=2.547 g4dn.metal=9.16
  g4dn.xlarge=0.616
eu-south-2 2026-01-21
  g6.12xlarge=4.8486 g6.16xlarge=3.5791 g6.24xlarge=7.0335 g6.2xlarge=1.0301 g6.48xlarge=14.067 g6.4xlarge=1.3942
  g6.8xlarge=2.1225 g6.xlarge=0.848 g6e.12xlarge=11.0564 g6e.16xlarge=7.9844 g6e.24xlarge=15.8751 g6e.2xlarge=2.3626
  g6e.48xlarge=31.7503 g6e.4xlarge=3.1657 g6e.8xlarge=4.7719 g6e.xlarge=1.961 gr6.4xlarge=1.6218 gr6.8xlarge=2.5777
  p5en.48xlarge=68.3597
eu-west-1 2026-01-21
  g4dn.12xlarge=4.362 g4dn.16xlarge=4.853 g4dn.2xlarge=0.838 g4dn.4xlarge=1.342 g4dn.8xlarge=2.426 g4dn.metal=8.724
  g4dn.xlarge=0.587 g5.12xlarge=6.3317 g5.16xlarge=4.5724 g5.24xlarge=9.0912 g5.2xlarge=1.353 g5.48xlarge=18.1823
  g5.4xlarge=1.8129 g5.8xlarge=2.7327 g5.xlarge=1.123 p3dn.24xlarge=33.711 p4d.24xlarge=23.7157
eu-west-2 2026-01-21
  g4dn.12xlarge=4.577 g4dn.16xlarge=5.092 g4dn.2xlarge=0.88 g4dn.4xlarge=1.409 g4dn.8xlarge=2.546 g4dn.metal=9.154
  g4dn.xlarge=0.615 g5.12xlarge=7.1999 g5.16xlarge=5.1994 g5.24xlarge=10.3379 g5.2xlarge=1.5385 g5.48xlarge=20.6757
  g5.4xlarge=2.0615 g5.8xlarge=3.1075 g5.xlarge=1.277 g6.12xlarge=5.8412 g6.16xlarge=4.3118 g6.24xlarge=8.4734
  g6.2xlarge=1.2409 g6.48xlarge=16.9468 g6.4xlarge=1.6797 g6.8xlarge=2.557 g6.xlarge=1.0216 gr6.4xlarge=1.9539
  gr6.8xlarge=3.1055 p4d.24xlarge=28.5449 p5.48xlarge=71.552 p5.4xlarge=8.944
eu-west-3 2026-01-21
  g4dn.12xlarge=4.574 g4dn.16xlarge=5.088 g4dn.2xlarge=0.879 g4dn.4xlarge=1.408 g4dn.8xlarge=2.544 g4dn.metal=9.148
  g4dn.xlarge=0.615 g6.12xlarge=5.8412 g6.16xlarge=4.3118 g6.24xlarge=8.4734 g6.2xlarge=1.2409 g6.48xlarge=16.9468
  g6.4xlarge=1.6797 g6.8xlarge=2.557 g6.xlarge=1.0216 gr6.4xlarge=1.9538 gr6.8xlarge=3.1054
il-central-1 2026-01-21
  g5.12xlarge=6.6482 g5.16xlarge=4.801 g5.24xlarge=9.5457 g5.2xlarge=1.4206 g5.48xlarge=19.0914 g5.4xlarge=1.9035
  g5.8xlarge=2.8693 g5.xlarge=1.1791 p4de.24xlarge=35.5735
me-central-1 2026-01-21
  g5.12xlarge=6.9575 g5.16xlarge=5.0243 g5.24xlarge=9.9898 g5.2xlarge=1.4867 g5.48xlarge=19.9795 g5.4xlarge=1.9921
  g5.8xlarge=3.0028 g5.xlarge=1.234 g6.12xlarge=5.6505 g6.16xlarge=4.171 g6.24xlarge=8.1967 g6.2xlarge=1.2004
  g6.48xlarge=16.3934 g6.4xlarge=1.6248 g6.8xlarge=2.4735 g6.xlarge=0.9882 p5en.48xlarge=75.9552
me-south-1 2026-01-21
  g4dn.12xlarge=4.798 g4dn.16xlarge=5.338 g4dn.2xlarge=0.922 g4dn.4xlarge=1.477 g4dn.8xlarge=2.669 g4dn.metal=9.596
  g4dn.xlarge=0.645
sa-east-1 2026-01-21
  g4dn.12xlarge=6.649 g4dn.16xlarge=7.397 g4dn.2xlarge=1.278 g4dn.4xlarge=2.046 g4dn.8xlarge=3.698 g4dn.metal=13.298
  g4dn.xlarge=0.894 g5.12xlarge=9.6413 g5.16xlarge=6.9624 g5.24xlarge=13.8432 g5.2xlarge=2.0602 g5.48xlarge=27.6864
  g5.4xlarge=2.7605 g5.8xlarge=4.1611 g5.xlarge=1.71 g6.12xlarge=7.8218 g6.16xlarge=5.7739 g6.24xlarge=11.3465
  g6.2xlarge=1.6617 g6.48xlarge=22.693 g6.4xlarge=2.2492 g6.8xlarge=3.4241 g6.xlarge=1.368 gr6.4xlarge=2.6164
  gr6.8xlarge=4.1585 p4d.24xlarge=35.5569 p5.48xlarge=92.4672 p5.4xlarge=11.5584
us-east-1 2026-07-20
  g4dn.12xlarge=3.912 g4dn.16xlarge=4.352 g4dn.2xlarge=0.752 g4dn.4xlarge=1.204 g4dn.8xlarge=2.176 g4dn.metal=7.824
  g4dn.xlarge=0.526 g5.12xlarge=5.672 g5.16xlarge=4.096 g5.24xlarge=8.144 g5.2xlarge=1.212 g5.48xlarge=16.288
  g5.4xlarge=1.624 g5.8xlarge=2.448 g5.xlarge=1.006 g6.12xlarge=4.6016 g6.16xlarge=3.3968 g6.24xlarge=6.6752
  g6.2xlarge=0.9776 g6.48xlarge=13.3504 g6.4xlarge=1.3232 g6.8xlarge=2.0144 g6.xlarge=0.8048 g6e.12xlarge=10.4926
  g6e.16xlarge=7.5772 g6e.24xlarge=15.0656 g6e.2xlarge=2.2421 g6e.48xlarge=30.1312 g6e.4xlarge=3.0042
  g6e.8xlarge=4.5286 g6e.xlarge=1.861 g7e.12xlarge=8.2861 g7e.24xlarge=16.5722 g7e.2xlarge=3.3631
  g7e.48xlarge=33.1443 g7e.4xlarge=3.9982 g7e.8xlarge=5.2682 gr6.4xlarge=1.5392 gr6.8xlarge=2.4464
  p3dn.24xlarge=31.212 p4d.24xlarge=21.9576 p4de.24xlarge=27.4471 p5.48xlarge=55.04 p5.4xlarge=6.88
  p5en.48xlarge=63.296 p6-b200.48xlarge=113.9328 p6-b300.48xlarge=142.416
us-east-2 2026-01-21
  g4dn.12xlarge=3.912 g4dn.16xlarge=4.352 g4dn.2xlarge=0.752 g4dn.4xlarge=1.204 g4dn.8xlarge=2.176 g4dn.metal=7.824
  g4dn.xlarge=0.526 g5.12xlarge=5.672 g5.16xlarge=4.096 g5.24xlarge=8.144 g5.2xlarge=1.212 g5.48xlarge=16.288
  g5.4xlarge=1.624 g5.8xlarge=2.448 g5.xlarge=1.006 g6.12xlarge=4.6016 g6.16xlarge=3.3968 g6.24xlarge=6.6752
  g6.2xlarge=0.9776 g6.48xlarge=13.3504 g6.4xlarge=1.3232 g6.8xlarge=2.0144 g6.xlarge=0.8048 g6e.12xlarge=10.4926
  g6e.16xlarge=7.5772 g6e.24xlarge=15.0656 g6e.2xlarge=2.2421 g6e.48xlarge=30.1312 g6e.4xlarge=3.0042
  g6e.8xlarge=4.5286 g6e.xlarge=1.861 g7e.12xlarge=8.2861 g7e.24xlarge=16.5722 g7e.2xlarge=3.3631
  g7e.48xlarge=33.1443 g7e.4xlarge=3.9982 g7e.8xlarge=5.2682 gr6.4xlarge=1.5392 gr6.8xlarge=2.4464
  p4d.24xlarge=21.9576 p5.48xlarge=55.04 p5.4xlarge=6.88 p5en.48xlarge=63.296 p6-b200.48xlarge=113.9328
us-gov-east-1 2026-01-21
  g4dn.12xlarge=4.931 g4dn.16xlarge=5.486 g4dn.2xlarge=0.948 g4dn.4xlarge=1.518 g4dn.8xlarge=2.743 g4dn.xlarge=0.663
  g6.12xlarge=5.8 g6.16xlarge=4.2815 g6.24xlarge=8.4137 g6.2xlarge=1.2322 g6.48xlarge=16.8273 g6.4xlarge=1.6678
  g6.8xlarge=2.539 g6.xlarge=1.0144 gr6.4xlarge=1.9401 gr6.8xlarge=3.0836 p3dn.24xlarge=37.454
us-gov-west-1 2026-01-21
  g4dn.12xlarge=4.931 g4dn.16xlarge=5.486 g4dn.2xlarge=0.948 g4dn.4xlarge=1.518 g4dn.8xlarge=2.743 g4dn.metal=9.862
  g4dn.xlarge=0.663 g6.12xlarge=5.8 g6.16xlarge=4.2815 g6.24xlarge=8.4137 g6.2xlarge=1.2322 g6.48xlarge=16.8273
  g6.4xlarge=1.6678 g6.8xlarge=2.539 g6.xlarge=1.0144 gr6.4xlarge=1.9401 gr6.8xlarge=3.0836 p3dn.24xlarge=37.454
  p4d.24xlarge=26.3511 p5.48xlarge=66.048 p5.4xlarge=8.256 p5en.48xlarge=75.9552
us-west-1 2026-01-21
  g4dn.12xlarge=4.694 g4dn.16xlarge=5.222 g4dn.2xlarge=0.902 g4dn.4xlarge=1.445 g4dn.8xlarge=2.611 g4dn.metal=9.389
  g4dn.xlarge=0.631 p5.48xlarge=68.8 p5en.48xlarge=79.12
us-west-2 2026-01-21
  g4dn.12xlarge=3.912 g4dn.16xlarge=4.352 g4dn.2xlarge=0.752 g4dn.4xlarge=1.204 g4dn.8xlarge=2.176 g4dn.metal=7.824
  g4dn.xlarge=0.526 g5.12xlarge=5.672 g5.16xlarge=4.096 g5.24xlarge=8.144 g5.2xlarge=1.212 g5.48xlarge=16.288
  g5.4xlarge=1.624 g5.8xlarge=2.448 g5.xlarge=1.006 g6.12xlarge=4.6016 g6.16xlarge=3.3968 g6.24xlarge=6.6752
  g6.2xlarge=0.9776 g6.48xlarge=13.3504 g6.4xlarge=1.3232 g6.8xlarge=2.0144 g6.xlarge=0.8048 g6e.12xlarge=10.4926
  g6e.16xlarge=7.5772 g6e.24xlarge=15.0656 g6e.2xlarge=2.2421 g6e.48xlarge=30.1312 g6e.4xlarge=3.0042
  g6e.8xlarge=4.5286 g6e.xlarge=1.861 gr6.4xlarge=1.5392 gr6.8xlarge=2.4464 p3dn.24xlarge=31.212
  p4d.24xlarge=21.9576 p4de.24xlarge=27.4471 p5.48xlarge=55.04 p5.4xlarge=6.88 p5en.48xlarge=63.296
  p6-b200.48xlarge=113.9328 p6-b300.48xlarge=142.416
`;
